package dev.ksef.fa3.generator;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** How names of the schema are written in Java. */
final class Names {

    /** What no component of a record may be called, and what every generated record has besides its components. */
    private static final Set<String> TAKEN = Set.of(
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "builder",
            "toBuilder");

    private Names() {}

    /** Begins with a small letter, and so does all of a leading acronym. */
    static String component(String element) {
        int capitals = 0;
        while (capitals < element.length() && isCapital(element.charAt(capitals))) {
            capitals++;
        }
        boolean word = capitals < element.length() && Character.isLowerCase(element.charAt(capitals));
        int small = word && capitals > 1 ? capitals - 1 : capitals;
        String name = element.substring(0, small).toLowerCase(Locale.ROOT) + element.substring(small);
        if (!SourceVersion.isName(name) || TAKEN.contains(name)) {
            throw new IllegalArgumentException("No component can be called " + name);
        }
        return name;
    }

    /** In capitals, with an underscore for what cannot stand in a name and before a leading digit. */
    static String constant(String value) {
        String name = value.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static boolean isCapital(char character) {
        return character >= 'A' && character <= 'Z';
    }
}
