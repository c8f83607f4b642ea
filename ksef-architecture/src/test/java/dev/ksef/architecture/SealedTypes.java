package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sealed types of a public API with all their subtypes. One more subtype breaks every {@code switch} of users that names
 * them all, and no tool that compares class files sees it.
 *
 * @param subtypes by the name of the sealed type
 */
record SealedTypes(SortedMap<String, SortedSet<String>> subtypes) {

    /** Follows the name of a type whose documentation says that it gains subtypes. */
    private static final String GROWING = " (growing)";

    private static final String INDENTATION = "    ";

    /** The public sealed types among the classes. */
    static SealedTypes in(Stream<JavaClass> classes) {
        return new SealedTypes(classes.filter(JavaClass::isSealed)
                .filter(SealedTypes::isPublic)
                .collect(Collectors.toMap(
                        JavaClass::getName,
                        type -> permitted(type).collect(Collectors.toCollection(TreeSet::new)),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    /** Reads what {@link #text} wrote, save for lines that begin with {@code #}. */
    static SealedTypes parse(List<String> lines) {
        SortedMap<String, SortedSet<String>> subtypes = new TreeMap<>();
        SortedSet<String> current = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith(INDENTATION)) {
                current.add(line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current = new TreeSet<>();
                subtypes.put(line.strip(), current);
            }
        }
        return new SealedTypes(subtypes);
    }

    /** The types as lines: each sealed one at the margin, and what it permits below it. */
    List<String> text() {
        return subtypes.entrySet().stream()
                .flatMap(type -> Stream.concat(
                        Stream.of(type.getKey()), type.getValue().stream().map(INDENTATION::concat)))
                .toList();
    }

    /** These types with the marks of those that were accepted before. */
    SealedTypes markedAs(SealedTypes accepted) {
        SortedMap<String, SortedSet<String>> marked = new TreeMap<>();
        subtypes.forEach((name, permitted) -> marked.put(accepted.isGrowing(name) ? name + GROWING : name, permitted));
        return new SealedTypes(marked);
    }

    /** What is other than was accepted. */
    List<String> differencesFrom(SealedTypes accepted) {
        List<String> found = new ArrayList<>();
        SealedTypes current = markedAs(accepted);
        missing(accepted.subtypes, current.subtypes).forEach(name -> found.add(name + " is gone"));
        missing(current.subtypes, accepted.subtypes).forEach(name -> found.add(name + " is new"));
        current.subtypes.forEach((name, permitted) -> {
            SortedSet<String> known = accepted.subtypes.getOrDefault(name, permitted);
            permitted.stream()
                    .filter(subtype -> !known.contains(subtype) && !name.endsWith(GROWING))
                    .forEach(subtype -> found.add(name + " also permits " + subtype));
            known.stream()
                    .filter(subtype -> !permitted.contains(subtype))
                    .forEach(subtype -> found.add(name + " does not permit " + subtype + " any more"));
        });
        return found;
    }

    private boolean isGrowing(String name) {
        return subtypes.containsKey(name + GROWING);
    }

    private static Stream<String> missing(Map<String, ?> some, Map<String, ?> others) {
        return some.keySet().stream().filter(name -> !others.containsKey(name));
    }

    private static Stream<String> permitted(JavaClass type) {
        return type.getPermittedSubclasses().stream()
                .flatMap(subtypes -> subtypes.stream())
                .flatMap(subtype -> Stream.concat(Stream.of(subtype.getName()), permitted(subtype)));
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(SealedTypes::isPublic).orElse(true);
    }
}
