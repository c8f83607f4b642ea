package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about the rooms of the house, and about what stands in circles. */
final class PackageRules {

    /** More classes than these cannot be read as one thing. */
    static final int LARGEST_CIRCLE_OF_CLASSES = 5;

    /** Who opens a room finds what he looks for among this many files. */
    static final int LARGEST_PACKAGE = 30;

    private PackageRules() {}

    /** Packages that know each other. */
    static Stream<Fault> circlesOfPackages(JavaClasses classes) {
        DependencyGraph graph = DependencyGraph.ofPackages(classes);
        return graph.circles().stream().map(circle -> fault(graph, circle, "form a circle"));
    }

    /** Classes with files of their own that cannot be understood one without the others. */
    static Stream<Fault> largeCirclesOfClasses(JavaClasses classes) {
        DependencyGraph graph = DependencyGraph.ofTopLevelClasses(classes);
        return graph.circles().stream()
                .filter(circle -> circle.size() > LARGEST_CIRCLE_OF_CLASSES)
                .map(circle -> fault(graph, circle, "form a circle of " + circle.size() + " classes"));
    }

    /** Packages with too many files. */
    static Stream<Fault> largePackages(JavaClasses classes) {
        return classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(room -> room.getValue() > LARGEST_PACKAGE)
                .map(room -> Fault.of(room.getKey(), "has " + room.getValue() + " files"));
    }

    private static Fault fault(DependencyGraph graph, Collection<String> circle, String text) {
        return Fault.of(String.join(", ", circle), text + ":" + graph.arrowsWithin(Set.copyOf(circle)));
    }
}
