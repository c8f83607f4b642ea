package dev.ksef.domain.export;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exports that this client started, and that KSeF has not finished yet, as far as is known here. KSeF lets ten of them run
 * for a context, and each refused start costs one of the twenty of an hour: so starts wait here. Safe for many threads.
 */
public final class RunningExports {

    private static final int MOST = 10;

    private final Map<ContextIdentifier, Set<ReferenceNumber>> exports = new ConcurrentHashMap<>();

    boolean isFull(ContextIdentifier context) {
        return of(context).size() >= MOST;
    }

    Set<ReferenceNumber> of(ContextIdentifier context) {
        return Set.copyOf(exports.getOrDefault(context, Set.of()));
    }

    void started(ContextIdentifier context, ReferenceNumber export) {
        exports.computeIfAbsent(context, key -> ConcurrentHashMap.newKeySet()).add(export);
    }

    void ended(ContextIdentifier context, ReferenceNumber export) {
        exports.computeIfPresent(context, (key, running) -> {
            running.remove(export);
            return running.isEmpty() ? null : running;
        });
    }
}
