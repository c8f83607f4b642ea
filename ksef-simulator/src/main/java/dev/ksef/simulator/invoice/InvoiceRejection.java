package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.ProcessingStatus;
import java.util.Map;

/** Thrown if an invoice breaks a rule. The status tells which one. */
final class InvoiceRejection extends RuntimeException {

    /** The code of an invoice that its context has no right to issue. */
    static final int NO_RIGHTS = 410;

    private static final long serialVersionUID = 1L;

    private final transient ProcessingStatus status;

    private InvoiceRejection(ProcessingStatus status) {
        super(status.description(), null, false, false);
        this.status = status;
    }

    static InvoiceRejection rights() {
        return new InvoiceRejection(ProcessingStatus.of(
                NO_RIGHTS,
                "Nieprawidłowy zakres uprawnień",
                "Kontekst nie jest uprawniony do wystawienia tej faktury."));
    }

    static InvoiceRejection attachment() {
        return new InvoiceRejection(ProcessingStatus.of(415, "Brak możliwości wysyłania faktury z załącznikiem"));
    }

    static InvoiceRejection file(String detail) {
        return new InvoiceRejection(ProcessingStatus.of(430, "Błąd weryfikacji pliku faktury", detail));
    }

    static InvoiceRejection decryption() {
        return new InvoiceRejection(ProcessingStatus.of(435, "Błąd odszyfrowania pliku"));
    }

    static InvoiceRejection duplicate(String originalKsefNumber, String originalSession) {
        ProcessingStatus plain = ProcessingStatus.of(
                440,
                "Duplikat faktury",
                "Duplikat faktury. Faktura o numerze KSeF: " + originalKsefNumber
                        + " została już prawidłowo przesłana do systemu w sesji: " + originalSession);
        return new InvoiceRejection(new ProcessingStatus(
                plain.code(),
                plain.description(),
                plain.details(),
                Map.of("originalSessionReferenceNumber", originalSession, "originalKsefNumber", originalKsefNumber)));
    }

    static InvoiceRejection semantics(String detail) {
        return new InvoiceRejection(ProcessingStatus.of(450, "Błąd weryfikacji semantyki dokumentu faktury", detail));
    }

    ProcessingStatus status() {
        return status;
    }
}
