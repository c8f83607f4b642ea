package dev.ksef.adapter.feign.http;

import feign.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates in headers. The name of the day is not looked at: a wrong one would change nothing. */
public final class HttpDate {

    private static final Pattern FORM =
            Pattern.compile("\\w+, (\\d{1,2}[ -]\\w{3}[ -]\\d{4} \\d{2}:\\d{2}:\\d{2}) GMT");
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);

    private HttpDate() {}

    static Optional<Instant> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(form.group(1).replace('-', ' '), FORMAT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** Returns the clock of the server when it sent the answer; empty if the header is missing or unreadable. */
    static Optional<Instant> ofAnswer(Response response) {
        return HttpHeaders.first(response, HttpHeaders.DATE).flatMap(HttpDate::read);
    }

    /**
     * Returns the same, but only where it can be believed: of an answer that came by TLS, is no page of a firewall, and does not
     * come from a cache.
     */
    public static Optional<Instant> ofTrustedAnswer(Response response) {
        boolean trusted = response.request().url().startsWith("https:")
                && !ResponseContent.isHtml(response)
                && HttpHeaders.first(response, HttpHeaders.AGE).isEmpty();
        return trusted ? ofAnswer(response) : Optional.empty();
    }
}
