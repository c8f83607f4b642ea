package dev.ksef.architecture.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What may differ, each row with its reason in the last column. Lines that begin with {@code #} are comments. */
final class AllowList {

    static final String BETWEEN = " | ";

    private final Map<String, String> reasons = new LinkedHashMap<>();

    private AllowList(List<String> lines) {
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    }

    /** Reads a resource beside this class. */
    static AllowList read(String resource) {
        try (InputStream file = AllowList.class.getResourceAsStream(resource)) {
            byte[] text = Objects.requireNonNull(file, resource).readAllBytes();
            return new AllowList(
                    new String(text, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static AllowList of(String... lines) {
        return new AllowList(List.of(lines));
    }

    private void add(String line) {
        int last = line.lastIndexOf(BETWEEN);
        if (last < 0 || line.substring(last + BETWEEN.length()).isBlank()) {
            throw new IllegalArgumentException("A row needs its reason in the last column: " + line);
        }
        if (reasons.put(line.substring(0, last).strip(), line.substring(last)) != null) {
            throw new IllegalArgumentException("This row is there twice: " + line);
        }
    }

    int size() {
        return reasons.size();
    }

    boolean allows(String row) {
        return reasons.containsKey(row);
    }

    /** The rows that nothing corresponds to any more. */
    List<String> stale(Collection<String> rows) {
        Set<String> found = Set.copyOf(rows);
        return reasons.keySet().stream().filter(row -> !found.contains(row)).toList();
    }
}
