package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/** What is said of a unit when its administrator is appointed. */
final class SubunitFields {

    static final String NAME = "subunitName";

    private SubunitFields() {}

    /** Adds the name of a unit. One with an internal identifier needs a name, and the right check digit. */
    static void addName(JsonBody body, LoginContext unit, ObjectNode fields) {
        boolean internal = unit.type().equals(LoginContext.INTERNAL_ID);
        if (internal && unit.wellFormed() && !checkDigitFits(unit.value())) {
            body.problem("contextIdentifier.value", "has a wrong check digit");
        }
        if (internal || body.has(NAME)) {
            fields.put(NAME, body.text(NAME, GrantFields.SHORTEST_TEXT, GrantFields.LONGEST_TEXT));
        }
    }

    /** Whether the last digit is the sum of the others, each second one three times, without its tens. */
    static boolean checkDigitFits(String internalId) {
        String digits = internalId.replace("-", "");
        int last = digits.length() - 1;
        int sum = 0;
        for (int i = 0; i < last; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == digits.charAt(last) - '0';
    }
}
