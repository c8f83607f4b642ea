package dev.ksef.domain.crypto;

import dev.ksef.model.encryption.PublicKeyId;

/**
 * A KSeF token, encrypted for one challenge.
 *
 * @param encryptedToken Base64 of {@code token|timestampMs}, encrypted
 * @param publicKeyId the key it was encrypted with
 */
public record EncryptedToken(String encryptedToken, PublicKeyId publicKeyId) {}
