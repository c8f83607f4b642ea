package dev.ksef.simulator.auth;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of signing in. */
public final class SignInRefusals {

    private SignInRefusals() {}

    static BadRequest invalidChallenge() {
        return BadRequest.of(21111, "Nieprawidłowe wyzwanie autoryzacyjne.");
    }

    static BadRequest subjectUnfitForContext() {
        return BadRequest.of(21117, "Nieprawidłowy identyfikator podmiotu dla wskazanego typu kontekstu.");
    }

    public static BadRequest notAuthorised(String detail) {
        return BadRequest.of(21301, "Brak autoryzacji.", detail);
    }

    public static BadRequest unknownAuthentication(String reference) {
        return BadRequest.of(
                21304,
                "Brak uwierzytelnienia.",
                "Operacja uwierzytelniania o numerze referencyjnym " + reference + " nie została znaleziona.");
    }

    static BadRequest deceased() {
        return BadRequest.of(21308, "Próba wykorzystania metod autoryzacyjnych osoby zmarłej.");
    }

    static BadRequest signatureConflict() {
        return BadRequest.of(21406, "Konflikt podpisu i typu uwierzytelnienia.");
    }
}
