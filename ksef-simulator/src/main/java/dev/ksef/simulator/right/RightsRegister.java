package dev.ksef.simulator.right;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All rights that were granted and have not ended. Each look-up costs as much as it finds. Thread-safe. */
public final class RightsRegister implements Stateful {

    /** A subject in a context. */
    private record Place(SubjectId subject, LoginContext context) {}

    /** A right that is to end. */
    private record Ending(String id, Instant moment) {}

    private final InstantSource clock;
    private final Map<String, Right> byId = new LinkedHashMap<>();
    private final Map<SubjectId, Map<String, Right>> bySubject = new HashMap<>();
    private final Map<LoginContext, Map<String, Right>> byContext = new HashMap<>();
    private final Map<LoginContext, Map<String, Right>> byGranting = new HashMap<>();
    private final Map<Place, Map<String, Right>> byPlace = new HashMap<>();
    private final PriorityQueue<Ending> ending = new PriorityQueue<>(Comparator.comparing(Ending::moment));

    public RightsRegister(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String section() {
        return "rights";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        all().forEach(right -> rows.accept(right.savedJson()));
    }

    @Override
    public synchronized void restore(SavedRow row) {
        Right right = Right.saved(row);
        put(right);
        if (right.end() != null) {
            ending.add(new Ending(right.id(), right.end()));
        }
    }

    /** All rights, in the order in which they were added. */
    public synchronized List<Right> all() {
        removeEnded();
        return List.copyOf(byId.values());
    }

    /** Adds a right. One that is there starts no later than before, and no later than this. */
    public synchronized void add(Grant grant, Instant start) {
        removeEnded();
        Optional<Right> there = values(byPlace.get(new Place(grant.subject(), grant.context()))).stream()
                .filter(right -> right.end() == null && right.grant().same(grant))
                .findFirst();
        if (there.isEmpty()) {
            put(new Right(UUID.randomUUID().toString(), grant, start, null));
        } else if (start.isBefore(there.get().start())) {
            put(new Right(there.get().id(), grant, start, null));
        }
    }

    /** Ends a right at the moment, if it is there and does not end before. */
    public synchronized void end(String id, Instant moment) {
        removeEnded();
        Right right = byId.get(id);
        if (right != null && (right.end() == null || moment.isBefore(right.end()))) {
            put(right.endingAt(moment));
            ending.add(new Ending(id, moment));
            removeEnded();
        }
    }

    /** Ends those of a subject's rights now that the condition names. */
    public void end(SubjectId subject, Predicate<Grant> condition) {
        Instant now = clock.instant();
        for (Right right : values(bySubject, subject)) {
            if (condition.test(right.grant())) {
                end(right.id(), now);
            }
        }
    }

    /** The right with this identifier, if it holds. */
    public synchronized Optional<Right> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(right -> right.holds(clock.instant()));
    }

    /** The rights of a subject, whatever the context. */
    public List<Right> of(SubjectId subject) {
        return holding(values(bySubject, subject));
    }

    /** The rights of a subject in a context. */
    public List<Right> of(SubjectId subject, LoginContext context) {
        return holding(values(byPlace, new Place(subject, context)));
    }

    /** The rights that hold in a context, whoever has them. */
    public List<Right> in(LoginContext context) {
        return holding(values(byContext, context));
    }

    /** The rights that were granted from a context, wherever they hold. */
    public List<Right> grantedIn(LoginContext context) {
        return holding(values(byGranting, context));
    }

    private synchronized <K> List<Right> values(Map<K, Map<String, Right>> index, K key) {
        return List.copyOf(values(index.get(key)));
    }

    private List<Right> holding(List<Right> rights) {
        Instant now = clock.instant();
        return rights.stream().filter(right -> right.holds(now)).toList();
    }

    private static Collection<Right> values(@Nullable Map<String, Right> rights) {
        return rights == null ? List.of() : rights.values();
    }

    private void put(Right right) {
        Grant grant = right.grant();
        byId.put(right.id(), right);
        put(bySubject, grant.subject(), right);
        put(byContext, grant.context(), right);
        put(byGranting, grant.grantedIn(), right);
        put(byPlace, new Place(grant.subject(), grant.context()), right);
    }

    private static <K> void put(Map<K, Map<String, Right>> index, K key, Right right) {
        index.computeIfAbsent(key, none -> new LinkedHashMap<>()).put(right.id(), right);
    }

    private void removeEnded() {
        Instant now = clock.instant();
        for (Ending next = ending.peek(); next != null && !now.isBefore(next.moment()); next = ending.peek()) {
            remove(ending.remove().id());
        }
    }

    private void remove(String id) {
        Right right = byId.remove(id);
        if (right != null) {
            Grant grant = right.grant();
            remove(bySubject, grant.subject(), id);
            remove(byContext, grant.context(), id);
            remove(byGranting, grant.grantedIn(), id);
            remove(byPlace, new Place(grant.subject(), grant.context()), id);
        }
    }

    private static <K> void remove(Map<K, Map<String, Right>> index, K key, String id) {
        index.computeIfPresent(key, (same, rights) -> {
            rights.remove(id);
            return rights.isEmpty() ? null : rights;
        });
    }
}
