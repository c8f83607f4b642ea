package dev.ksef.domain.internal;

import dev.ksef.model.HashedDocument;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CryptoEngine;

/** Compares documents with the hash that KSeF declares for them. */
public final class HashCheck {

    private final CryptoEngine crypto;

    public HashCheck(CryptoEngine crypto) {
        this.crypto = crypto;
    }

    /**
     * Returns the hash of a document, which is the declared one if KSeF declared any.
     *
     * @param what for the message, for example {@code "Invoice 5265877635-..."}
     * @throws KsefTransportException if it is another one
     */
    public Sha256 of(HashedDocument document, String what) {
        Sha256 actual = crypto.sha256(document.bytes());
        Sha256 declared = document.declaredHash();
        if (declared != null && !declared.equals(actual)) {
            throw new KsefTransportException(
                    what + " arrived altered: its hash is not the one KSeF declared; fetch it again",
                    Delivery.UNKNOWN,
                    null);
        }
        return actual;
    }
}
