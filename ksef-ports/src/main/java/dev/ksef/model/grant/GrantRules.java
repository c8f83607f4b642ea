package dev.ksef.model.grant;

import dev.ksef.model.TextValue;
import dev.ksef.model.internal.TextCheck;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that all grants share. */
final class GrantRules {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 256;

    private GrantRules() {}

    /** KSeF shows the description in the lists of rights. */
    static String description(String description) {
        return TextCheck.sized(description, SHORTEST, LONGEST, "The description of a right");
    }

    /** The name of a unit, or name and address of an EU entity. */
    static String name(String name, String what) {
        return TextCheck.sized(name, SHORTEST, LONGEST, what);
    }

    static <T extends TextValue> List<T> rights(Collection<T> rights) {
        Set<T> seen = new HashSet<>();
        for (T right : rights) {
            if (!seen.add(right)) {
                throw new IllegalArgumentException(
                        "The right " + right.value() + " is named twice; each may be named once");
            }
        }
        if (rights.isEmpty()) {
            throw new IllegalArgumentException("A grant names one right at least");
        }
        return List.copyOf(rights);
    }
}
