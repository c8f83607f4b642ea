package dev.ksef.architecture;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A place that a rule does not apply to.
 *
 * @param place a package with all below it ({@code dev.ksef.simulator..}), a package alone, a class by its simple name,
 *     wherever it stands, with all that is nested in it ({@code SystemTime}), or by its full one where there are two of that name,
 *     one member of a class ({@code KsefContext.ENTERED}), or the members of a circle, by their simple or full names, with
 *     commas between them
 * @param reason why the rule does not apply
 */
record Exemption(Rules rule, String place, String reason) {

    boolean covers(Fault fault) {
        if (place.contains(",")) {
            return isWithinTheCircle(fault);
        }
        if (place.endsWith("..")) {
            String root = place.substring(0, place.length() - 2);
            return fault.packageName().equals(root) || fault.packageName().startsWith(root + ".");
        }
        String type = fault.topLevelType();
        return Stream.of(fault.packageName(), type, type + "." + fault.member(), fault.packageName() + "." + type)
                .anyMatch(place::equals);
    }

    /** A circle that became smaller is still the known one. */
    private boolean isWithinTheCircle(Fault fault) {
        Set<String> known = Set.of(place.split(", "));
        return Arrays.stream(fault.packageName().split(", "))
                .allMatch(name -> known.contains(name) || known.contains(name.substring(name.lastIndexOf('.') + 1)));
    }
}
