package dev.ksef.domain.auth;

import dev.ksef.model.KsefToken;
import org.jspecify.annotations.Nullable;

/** What an application proves to KSeF who it is with. */
public sealed interface Credentials {

    /**
     * A KSeF token.
     *
     * @throws IllegalArgumentException if it is null or blank (such as an environment variable that is not set), or
     *     longer than KSeF's tokens are
     */
    static Credentials ksefToken(@Nullable String token) {
        if (token == null) {
            throw new IllegalArgumentException("The KSeF token is missing: null was given");
        }
        return new TokenCredentials(KsefToken.of(token));
    }

    /** A KSeF token. */
    static Credentials ksefToken(KsefToken token) {
        return new TokenCredentials(token);
    }

    /** Credentials that are a KSeF token. */
    record TokenCredentials(KsefToken token) implements Credentials {}
}
