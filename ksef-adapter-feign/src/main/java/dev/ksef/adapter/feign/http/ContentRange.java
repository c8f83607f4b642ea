package dev.ksef.adapter.feign.http;

import feign.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a document an answer has.
 *
 * @param first counted from 0
 * @param last of the same
 * @param wholeBytes the size of the whole document
 */
public record ContentRange(long first, long last, long wholeBytes) {

    /** Numbers of so many digits fit. */
    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** Returns what the answer says; nothing if it does not say all of it, or contradicts itself. */
    public static Optional<ContentRange> of(Response response) {
        return HttpHeaders.first(response, HttpHeaders.CONTENT_RANGE)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(said -> new ContentRange(
                        Long.parseLong(said.group(1)), Long.parseLong(said.group(2)), Long.parseLong(said.group(3))))
                .filter(range -> range.first <= range.last && range.last < range.wholeBytes);
    }
}
