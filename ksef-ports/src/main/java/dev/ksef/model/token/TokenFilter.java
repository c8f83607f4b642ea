package dev.ksef.model.token;

import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects the KSeF tokens to list. Conditions that are left out select all.
 *
 * @param status any of them; empty means all
 * @param description part of the description, in any case, 3 characters or more
 * @param authorIdentifier part of the author's identifier, 3 characters or more
 * @param pageSize 10 to 100; KSeF's default is 10
 */
public record TokenFilter(
        List<TokenStatus> status,
        @Nullable String description,
        @Nullable String authorIdentifier,
        @Nullable TokenAuthorType authorIdentifierType,
        @Nullable Integer pageSize) {

    private static final int SHORTEST = 3;
    private static final int SMALLEST_PAGE = 10;
    private static final int LARGEST_PAGE = 100;

    /** Selects all tokens, in the largest pages. */
    public static final TokenFilter ALL = new TokenFilter(List.of(), null, null, null, LARGEST_PAGE);

    /**
     * @throws IllegalArgumentException if a part to look for is shorter than 3 characters, or the page size is not 10 to 100
     */
    public TokenFilter {
        status = ReceivedCollections.list(status);
        requireLong(description, "description");
        requireLong(authorIdentifier, "author's identifier");
        if (pageSize != null && (pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE)) {
            throw new IllegalArgumentException(
                    "A page has " + SMALLEST_PAGE + " to " + LARGEST_PAGE + " tokens, not " + pageSize);
        }
    }

    private static void requireLong(@Nullable String part, String of) {
        if (part != null && part.length() < SHORTEST) {
            throw new IllegalArgumentException("A part of the " + of + " to look for has at least " + SHORTEST
                    + " characters, not " + part.length());
        }
    }

    /** Returns a copy that selects only tokens with one of these statuses. */
    public TokenFilter with(TokenStatus... statuses) {
        return new TokenFilter(List.of(statuses), description, authorIdentifier, authorIdentifierType, pageSize);
    }

    /**
     * Returns a copy that selects only tokens whose description contains this, in any case.
     *
     * @throws IllegalArgumentException if it is shorter than 3 characters
     */
    public TokenFilter described(String part) {
        return new TokenFilter(status, part, authorIdentifier, authorIdentifierType, pageSize);
    }

    /**
     * Returns a copy that selects only tokens of authors whose identifier contains this.
     *
     * @throws IllegalArgumentException if it is shorter than 3 characters
     */
    public TokenFilter by(TokenAuthorType type, String part) {
        return new TokenFilter(status, description, part, type, pageSize);
    }

    /**
     * Returns a copy that asks for pages of this size.
     *
     * @throws IllegalArgumentException if it is not 10 to 100
     */
    public TokenFilter pageSize(int size) {
        return new TokenFilter(status, description, authorIdentifier, authorIdentifierType, size);
    }

    /** Shows no part of an author's identifier. */
    @Override
    public String toString() {
        return "TokenFilter[" + status + ", " + description + "]";
    }
}
