package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the request for a session of either kind says of its invoices and their encryption. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record SessionOpening(
        String systemCode,
        String schemaVersion,
        String value,
        byte[] wrappedKey,
        byte[] initializationVector,
        @Nullable String keyId) {

    private static final int KEY_ID_LENGTH = 44;

    /** Reads the request. What is wrong with it only its check tells. */
    public static SessionOpening of(JsonBody body) {
        JsonBody formCode = body.object("formCode");
        JsonBody encryption = body.object("encryption");
        return new SessionOpening(
                formCode.text("systemCode"),
                formCode.text("schemaVersion"),
                formCode.text("value"),
                encryption.base64("encryptedSymmetricKey"),
                encryption.base64("initializationVector"),
                encryption.optionalText("publicKeyId", KEY_ID_LENGTH));
    }

    /**
     * The structure that the invoices must have.
     *
     * @throws BadRequest 21405 if there is no such structure
     */
    public InvoiceStructure form() {
        return InvoiceStructure.find(systemCode, schemaVersion, value)
                .orElseThrow(() -> BadRequest.invalidInput("Wskazany kod formularza nie jest wspierany."));
    }

    /**
     * The key of the session; nothing if it cannot be decrypted.
     *
     * @throws BadRequest 21470 if the key that it was encrypted for is not published
     */
    public Optional<SymmetricKey> key(PublishedKeyRing keys) {
        return keys.named(keyId).unwrap(wrappedKey).flatMap(plain -> SymmetricKey.of(plain, initializationVector));
    }
}
