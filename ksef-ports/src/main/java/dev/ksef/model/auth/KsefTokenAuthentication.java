package dev.ksef.model.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.encryption.PublicKeyId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request to sign in with a KSeF token ({@code InitTokenAuthenticationRequest}).
 *
 * @param challenge the challenge it answers
 * @param contextIdentifier the context to act for
 * @param encryptedToken Base64 of {@code token|timestampMs}, encrypted
 * @param publicKeyId the key it was encrypted with
 * @param authorizationPolicy the conditions for each use of the tokens; null for none
 */
public record KsefTokenAuthentication(
        String challenge,
        ContextIdentifier contextIdentifier,
        String encryptedToken,
        PublicKeyId publicKeyId,
        @Nullable AuthorizationPolicy authorizationPolicy) {

    public KsefTokenAuthentication {
        Objects.requireNonNull(challenge, "challenge");
        Objects.requireNonNull(contextIdentifier, "contextIdentifier");
        Objects.requireNonNull(encryptedToken, "encryptedToken");
        Objects.requireNonNull(publicKeyId, "publicKeyId");
    }

    /** Returns a request whose tokens may be used from all addresses. */
    public static KsefTokenAuthentication of(
            String challenge, ContextIdentifier context, String encryptedToken, PublicKeyId publicKeyId) {
        return new KsefTokenAuthentication(challenge, context, encryptedToken, publicKeyId, null);
    }

    /** Returns a copy with a policy for each use of the tokens; null for none. */
    public KsefTokenAuthentication under(@Nullable AuthorizationPolicy policy) {
        return new KsefTokenAuthentication(challenge, contextIdentifier, encryptedToken, publicKeyId, policy);
    }
}
