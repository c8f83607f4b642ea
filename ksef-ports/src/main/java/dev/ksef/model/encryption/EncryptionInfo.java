package dev.ksef.model.encryption;

import java.util.Objects;

/**
 * A content key, wrapped for KSeF.
 *
 * @param encryptedSymmetricKey Base64 of the RSA-OAEP encrypted 32 bytes
 * @param initializationVector Base64 of the 16 bytes; they are sent here only, never in front of a ciphertext
 * @param publicKeyId the key it was wrapped with
 */
public record EncryptionInfo(String encryptedSymmetricKey, String initializationVector, PublicKeyId publicKeyId) {

    public EncryptionInfo {
        Objects.requireNonNull(encryptedSymmetricKey, "encryptedSymmetricKey");
        Objects.requireNonNull(initializationVector, "initializationVector");
        Objects.requireNonNull(publicKeyId, "publicKeyId");
    }

    /** Returns the encryption info of a wrapped key. */
    public static EncryptionInfo of(
            String encryptedSymmetricKey, String initializationVector, PublicKeyId publicKeyId) {
        return new EncryptionInfo(encryptedSymmetricKey, initializationVector, publicKeyId);
    }
}
