package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who knows whom, by the names of packages or of classes.
 *
 * @param arrows the names that each name knows, each with one place where it does
 */
record DependencyGraph(Map<String, Map<String, String>> arrows) {

    /** The arrows among the packages of the classes. */
    static DependencyGraph ofPackages(JavaClasses classes) {
        return of(classes, JavaClass::getPackageName);
    }

    /** The arrows among the classes that have a file of their own: what is nested in one belongs to it. */
    static DependencyGraph ofTopLevelClasses(JavaClasses classes) {
        return of(classes, DependencyGraph::topLevel);
    }

    private static DependencyGraph of(JavaClasses classes, Function<JavaClass, String> name) {
        Map<String, Map<String, String>> arrows = new TreeMap<>();
        for (JavaClass type : classes) {
            Map<String, String> known = arrows.computeIfAbsent(name.apply(type), unknown -> new TreeMap<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (classes.contain(target.getName()) && !name.apply(target).equals(name.apply(type))) {
                    known.putIfAbsent(name.apply(target), Fault.nameOf(type) + " knows " + Fault.nameOf(target));
                }
            }
        }
        return new DependencyGraph(arrows);
    }

    private static String topLevel(JavaClass type) {
        int nested = type.getName().indexOf('$');
        return nested < 0 ? type.getName() : type.getName().substring(0, nested);
    }

    /** The sets of names each of which knows, through others, all others of its set: Tarjan's components of two or more. */
    List<SortedSet<String>> circles() {
        Search search = new Search();
        arrows.keySet().forEach(search::visit);
        return search.circles;
    }

    /** The arrows within a circle, one a line. */
    String arrowsWithin(Set<String> circle) {
        return circle.stream()
                .flatMap(from -> arrows.get(from).entrySet().stream()
                        .filter(arrow -> circle.contains(arrow.getKey()))
                        .map(arrow -> "\n    " + from + " -> " + arrow.getKey() + " (" + arrow.getValue() + ")"))
                .collect(Collectors.joining());
    }

    private final class Search {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<SortedSet<String>> circles = new ArrayList<>();

        private void visit(String name) {
            if (numbers.containsKey(name)) {
                return;
            }
            numbers.put(name, numbers.size());
            lowest.put(name, numbers.get(name));
            open.push(name);
            for (String known : arrows.get(name).keySet()) {
                visit(known);
                if (open.contains(known)) {
                    lowest.merge(name, lowest.get(known), Math::min);
                }
            }
            if (lowest.get(name).equals(numbers.get(name))) {
                close(name);
            }
        }

        private void close(String name) {
            SortedSet<String> circle = new TreeSet<>();
            do {
                circle.add(open.pop());
            } while (!circle.contains(name));
            if (circle.size() > 1) {
                circles.add(circle);
            }
        }
    }
}
