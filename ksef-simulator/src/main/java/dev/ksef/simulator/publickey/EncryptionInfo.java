package dev.ksef.simulator.publickey;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The symmetric key of a client, wrapped for a published key. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record EncryptionInfo(
        byte[] wrappedKey,
        byte[] initializationVector,
        @Nullable String keyId) {

    private static final int KEY_ID_LENGTH = 44;

    /** Reads the field {@code encryption} of a request. What is wrong with it only the check of the request tells. */
    public static EncryptionInfo of(JsonBody body) {
        JsonBody encryption = body.object("encryption");
        return new EncryptionInfo(
                encryption.base64("encryptedSymmetricKey"),
                encryption.base64("initializationVector"),
                encryption.optionalText("publicKeyId", KEY_ID_LENGTH));
    }

    /**
     * The key; nothing if it cannot be decrypted.
     *
     * @throws BadRequest 21470 if the key that it was encrypted for is not published
     */
    public Optional<SymmetricKey> key(PublishedKeyRing keys) {
        return keys.named(keyId).unwrap(wrappedKey).flatMap(plain -> SymmetricKey.of(plain, initializationVector));
    }
}
