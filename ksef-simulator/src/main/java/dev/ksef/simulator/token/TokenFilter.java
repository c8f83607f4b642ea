package dev.ksef.simulator.token;

import dev.ksef.simulator.auth.TaxpayerToken;
import dev.ksef.simulator.auth.TaxpayerToken.Status;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of {@code GET /tokens}.
 *
 * @param statuses any of them, by their names; all if there is none
 * @param description a part of the description in lower case; null for any
 * @param author a part of the author's identifier in lower case; null for any
 * @param authorType the type of that identifier; null for any
 */
record TokenFilter(
        List<String> statuses,
        @Nullable String description,
        @Nullable String author,
        @Nullable String authorType) {

    private static final int SHORTEST = 3;
    private static final Set<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::text).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> AUTHOR_TYPES = Set.of(SubjectId.NIP, SubjectId.PESEL, SubjectId.FINGERPRINT);

    /**
     * Reads the query.
     *
     * @throws BadRequest 21405 if a value is wrong
     */
    static TokenFilter of(HttpRequest request) {
        List<String> statuses = request.queryAll("status");
        if (!STATUSES.containsAll(statuses)) {
            throw BadRequest.invalidInput("'status' has a value which is not supported.");
        }
        String authorType = request.query("authorIdentifierType").orElse(null);
        if (authorType != null && !AUTHOR_TYPES.contains(authorType)) {
            throw BadRequest.invalidInput("'authorIdentifierType' has a value which is not supported.");
        }
        return new TokenFilter(statuses, part(request, "description"), part(request, "authorIdentifier"), authorType);
    }

    private static @Nullable String part(HttpRequest request, String name) {
        String text = request.query(name).orElse(null);
        if (text != null && text.length() < SHORTEST) {
            throw BadRequest.invalidInput("'" + name + "' must be at least " + SHORTEST + " characters. You entered "
                    + text.length() + " characters.");
        }
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    boolean accepts(TaxpayerToken token, Instant now) {
        TaxpayerToken.Terms terms = token.terms();
        return (statuses.isEmpty() || statuses.contains(token.status(now).text()))
                && contains(terms.description(), description)
                && contains(terms.author().value(), author)
                && (authorType == null || authorType.equals(terms.author().type()));
    }

    private static boolean contains(String text, @Nullable String part) {
        return part == null || text.toLowerCase(Locale.ROOT).contains(part);
    }
}
