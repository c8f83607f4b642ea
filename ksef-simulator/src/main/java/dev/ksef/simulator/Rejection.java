package dev.ksef.simulator;

import java.util.Map;

/** An invoice fails one of the rules; its status says why. */
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Status status;

    private Rejection(Status status) {
        super(status.description(), null, false, false);
        this.status = status;
    }

    static Rejection rights() {
        return new Rejection(Status.of(
                410, "Nieprawidłowy zakres uprawnień", "Kontekst nie jest uprawniony do wystawienia tej faktury."));
    }

    static Rejection attachment() {
        return new Rejection(Status.of(415, "Brak możliwości wysyłania faktury z załącznikiem"));
    }

    static Rejection file(String detail) {
        return new Rejection(Status.of(430, "Błąd weryfikacji pliku faktury", detail));
    }

    static Rejection decryption() {
        return new Rejection(Status.of(435, "Błąd odszyfrowania pliku"));
    }

    static Rejection duplicate(String originalKsefNumber, String originalSession) {
        Status plain = Status.of(
                440,
                "Duplikat faktury",
                "Duplikat faktury. Faktura o numerze KSeF: " + originalKsefNumber
                        + " została już prawidłowo przesłana do systemu w sesji: " + originalSession);
        return new Rejection(new Status(
                plain.code(),
                plain.description(),
                plain.details(),
                Map.of("originalSessionReferenceNumber", originalSession, "originalKsefNumber", originalKsefNumber)));
    }

    static Rejection semantics(String detail) {
        return new Rejection(Status.of(450, "Błąd weryfikacji semantyki dokumentu faktury", detail));
    }

    Status status() {
        return status;
    }
}
