package dev.ksef.simulator.session;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.publickey.EncryptionInfo;
import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.util.Optional;

/** What the request for a session of either kind says of its invoices and their encryption. */
public record SessionOpening(String systemCode, String schemaVersion, String value, EncryptionInfo encryption) {

    /** Reads the request. What is wrong with it only its check tells. */
    public static SessionOpening of(JsonBody body) {
        JsonBody formCode = body.object("formCode");
        EncryptionInfo encryption = EncryptionInfo.of(body);
        return new SessionOpening(
                formCode.text("systemCode"), formCode.text("schemaVersion"), formCode.text("value"), encryption);
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
        return encryption.key(keys);
    }
}
