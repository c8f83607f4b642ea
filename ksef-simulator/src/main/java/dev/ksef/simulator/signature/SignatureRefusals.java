package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of signatures, and of the certificates that they are made with. */
public final class SignatureRefusals {

    private SignatureRefusals() {}

    static BadRequest signatureMissing() {
        return BadRequest.of(9102, "Brak podpisu.");
    }

    static BadRequest tooManySignatures(int found) {
        return BadRequest.of(
                9103,
                "Przekroczona liczba dozwolonych podpisów.",
                "Liczba podpisów w dokumencie: " + found + ", dozwolona: 1.");
    }

    static BadRequest requestNotSigned(String detail) {
        return BadRequest.of(9104, "Niewystarczająca liczba wymaganych podpisów.", detail);
    }

    static BadRequest invalidSignature(String detail) {
        return BadRequest.of(9105, "Nieprawidłowy podpis.", detail);
    }

    static BadRequest unacceptedProfile() {
        return invalidSignature("Format podpisu nie jest zgodny z żadnym z akceptowanych profili XAdES.");
    }

    static BadRequest unsupportedAlgorithm() {
        return invalidSignature("Podpis złożony z użyciem niewspieranego algorytmu kryptograficznego.");
    }

    static BadRequest verifiedNegatively() {
        return invalidSignature("Podpis zweryfikowany negatywnie.");
    }

    public static BadRequest invalidCertificate(String detail) {
        return BadRequest.of(21115, "Nieprawidłowy certyfikat.", detail);
    }
}
