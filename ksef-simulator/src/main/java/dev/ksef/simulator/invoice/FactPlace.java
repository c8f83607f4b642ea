package dev.ksef.simulator.invoice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of elements of an invoice that a fact stands at, or below. All other places are one.
 *
 * @param fact the path of the fact that stands here; null if none does
 */
record FactPlace(@Nullable String fact, Map<String, FactPlace> children) {

    private static final FactPlace ELSEWHERE = new FactPlace(null, Map.of());

    /** The place above the first steps of these paths. */
    static FactPlace above(List<String> paths) {
        return at("", paths);
    }

    private static FactPlace at(String path, List<String> facts) {
        String begin = path.isEmpty() ? "" : path + "/";
        Map<String, FactPlace> children = new HashMap<>();
        for (String fact : facts) {
            if (fact.startsWith(begin) && !fact.equals(path)) {
                String name = fact.substring(begin.length()).split("/", 2)[0];
                children.computeIfAbsent(name, first -> at(begin + first, facts));
            }
        }
        return new FactPlace(facts.contains(path) ? path : null, Map.copyOf(children));
    }

    /** The place of a child with this name. */
    FactPlace below(String name) {
        return children.getOrDefault(name, ELSEWHERE);
    }
}
