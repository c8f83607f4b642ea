package dev.ksef.simulator.right;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The roles of entities. Thread-safe. */
public final class EntityRoles implements Stateful {

    private final Map<String, List<EntityRole>> byNip = new ConcurrentHashMap<>();
    private final Map<String, List<EntityRole>> byParent = new ConcurrentHashMap<>();

    @Override
    public String section() {
        return "roles";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        byNip.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(EntityRole::start))
                .forEach(role -> rows.accept(role.savedJson()));
    }

    @Override
    public void restore(SavedRow row) {
        add(EntityRole.saved(row));
    }

    public void add(EntityRole role) {
        add(byNip, role.nip(), role);
        String parent = role.parent();
        if (parent != null) {
            add(byParent, parent, role);
        }
    }

    public void remove(EntityRole role) {
        remove(byNip, role.nip(), role);
        String parent = role.parent();
        if (parent != null) {
            remove(byParent, parent, role);
        }
    }

    public List<EntityRole> of(String nip) {
        return byNip.getOrDefault(nip, List.of());
    }

    /** The roles that entities have below this one. */
    public List<EntityRole> below(String parent) {
        return byParent.getOrDefault(parent, List.of());
    }

    /** Whether an entity has a role that fits. */
    public boolean has(String nip, Predicate<EntityRole.Type> condition) {
        return of(nip).stream().map(EntityRole::type).anyMatch(condition);
    }

    private static void add(Map<String, List<EntityRole>> index, String key, EntityRole role) {
        index.merge(
                key,
                List.of(role),
                (known, added) -> Stream.concat(known.stream(), added.stream()).toList());
    }

    private static void remove(Map<String, List<EntityRole>> index, String key, EntityRole role) {
        index.computeIfPresent(key, (same, known) -> {
            List<EntityRole> left =
                    known.stream().filter(other -> !other.equals(role)).toList();
            return left.isEmpty() ? null : left;
        });
    }
}
