package dev.ksef.domain.auth;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.KsefToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an application proves to KSeF who it is with. */
public sealed interface Credentials {

    /** The name that tells them apart from others, also after a restart. */
    CredentialsId id();

    /** The same under another name. */
    Credentials named(CredentialsId id);

    /**
     * A KSeF token, named by its fingerprint.
     *
     * @throws IllegalArgumentException if it is null or blank (such as an environment variable that is not set), or
     *     longer than KSeF's tokens are
     */
    static Credentials ksefToken(@Nullable String token) {
        if (token == null) {
            throw new IllegalArgumentException("The KSeF token is missing: null was given");
        }
        return ksefToken(KsefToken.of(token));
    }

    /** A KSeF token, named by its fingerprint. */
    static Credentials ksefToken(KsefToken token) {
        return new TokenCredentials(token, TokenCredentials.fingerprint(token));
    }

    /**
     * Credentials that are a KSeF token.
     *
     * @param id its name
     */
    record TokenCredentials(KsefToken token, CredentialsId id) implements Credentials {

        private static final int FINGERPRINT_DIGITS = 16;

        public TokenCredentials {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(id, "id");
        }

        @Override
        public Credentials named(CredentialsId other) {
            return new TokenCredentials(token, other);
        }

        /** Tells two tokens apart; of the token, which holds 256 random bits, it tells nothing. */
        private static CredentialsId fingerprint(KsefToken token) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(token.reveal().getBytes(StandardCharsets.UTF_8));
                return CredentialsId.of(
                        "ksef-token-" + HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java platform has SHA-256", impossible);
            }
        }
    }
}
