package dev.ksef.pdf.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds which line after a correction belongs to which line before it: the one with the same universal number, or else, unless both
 * have one, with the same number.
 */
final class LinePairs {

    /**
     * A line, or two that belong together.
     *
     * @param before the line as it was
     * @param after the line as it is; one of both is there
     */
    record Pair(@Nullable LineItem before, @Nullable LineItem after) {}

    private final Map<String, Deque<LineItem>> byId = new HashMap<>();
    private final Map<Long, Deque<LineItem>> byNumber = new HashMap<>();
    private final IdentityHashMap<LineItem, LineItem> beforeOf = new IdentityHashMap<>();
    private final IdentityHashMap<LineItem, LineItem> afterOf = new IdentityHashMap<>();

    private LinePairs() {}

    /** Returns all lines in their order; a pair stands where its first line does. */
    static List<Pair> of(List<LineItem> lines) {
        var pairs = new LinePairs();
        for (LineItem line : lines) {
            if (!line.before()) {
                if (line.id() != null) {
                    pairs.byId
                            .computeIfAbsent(line.id(), id -> new ArrayDeque<>())
                            .add(line);
                }
                pairs.byNumber
                        .computeIfAbsent(line.number(), number -> new ArrayDeque<>())
                        .add(line);
            }
        }
        lines.stream().filter(line -> line.before() && line.id() != null).forEach(pairs::pairById);
        lines.stream().filter(LineItem::before).forEach(pairs::pairByNumber);
        return pairs.inOrder(lines);
    }

    private void pairById(LineItem before) {
        pair(before, byId.getOrDefault(before.id(), new ArrayDeque<>()).poll());
    }

    private void pairByNumber(LineItem before) {
        if (afterOf.containsKey(before)) {
            return;
        }
        Deque<LineItem> candidates = byNumber.getOrDefault(before.number(), new ArrayDeque<>());
        candidates.stream()
                .filter(after -> !beforeOf.containsKey(after) && (before.id() == null || after.id() == null))
                .findFirst()
                .ifPresent(after -> pair(before, after));
    }

    private void pair(LineItem before, @Nullable LineItem after) {
        if (after != null) {
            afterOf.put(before, after);
            beforeOf.put(after, before);
        }
    }

    private List<Pair> inOrder(List<LineItem> lines) {
        var pairs = new ArrayList<Pair>();
        var placed = new IdentityHashMap<LineItem, Boolean>();
        for (LineItem line : lines) {
            if (placed.containsKey(line)) {
                continue;
            }
            var pair = line.before() ? new Pair(line, afterOf.get(line)) : new Pair(beforeOf.get(line), line);
            placed.put(pair.before() == null ? line : pair.before(), true);
            placed.put(pair.after() == null ? line : pair.after(), true);
            pairs.add(pair);
        }
        return pairs;
    }
}
