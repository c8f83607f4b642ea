package dev.ksef.simulator.token;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.wire.BadRequest;
import java.util.Collection;

/** The numbered errors of KSeF tokens. */
final class TokenRefusals {

    private TokenRefusals() {}

    static BadRequest missingRights(Collection<Permission> missing) {
        return BadRequest.of(
                26001,
                "Nie można nadać tokenowi uprawnień których nie posiadasz.",
                "Brakujące uprawnienia: " + String.join(", ", Permission.names(missing)) + ".");
    }

    static BadRequest unfitContext(LoginContext context) {
        return BadRequest.of(
                26002,
                "Nie można wygenerować tokena dla obecnego typu kontekstu.",
                "Obecny typ kontekstu: " + context.type() + ". Dozwolone typy: " + LoginContext.NIP + ", "
                        + LoginContext.INTERNAL_ID + ".");
    }

    static BadRequest unknownToken(String referenceNumber) {
        return BadRequest.invalidInput("Token o numerze referencyjnym " + referenceNumber + " nie został znaleziony.");
    }
}
