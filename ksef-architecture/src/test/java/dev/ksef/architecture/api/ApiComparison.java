package dev.ksef.architecture.api;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a new version of a jar breaks for users of the old one, by japicmp. */
final class ApiComparison {

    private ApiComparison() {}

    /** One line for each change that users would have to follow; empty where there is none. */
    static List<String> breaks(Path before, Path now) {
        var options = new JarArchiveComparatorOptions();
        options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
        return new JarArchiveComparator(options)
                        .compare(new JApiCmpArchive(before.toFile(), "before"), new JApiCmpArchive(now.toFile(), "now"))
                        .stream()
                        .flatMap(ApiComparison::breaks)
                        .toList();
    }

    private static Stream<String> breaks(JApiClass type) {
        return Stream.of(
                        changes(type, ""),
                        type.getMethods().stream().flatMap(it -> changes(it, "." + it.getName())),
                        type.getConstructors().stream().flatMap(it -> changes(it, "." + it.getName())),
                        type.getFields().stream().flatMap(it -> changes(it, "." + it.getName())),
                        type.getInterfaces().stream().flatMap(it -> changes(it, " " + it.getFullyQualifiedName())),
                        changes(type.getSuperclass(), " (superclass)"))
                .flatMap(changes -> changes)
                .map(change -> type.getFullyQualifiedName() + change)
                .distinct();
    }

    private static Stream<String> changes(JApiCompatibility of, String what) {
        return of.getCompatibilityChanges().stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .map(JApiCompatibilityChange::getType)
                .map(kind -> what + ": " + kind);
    }
}
