package dev.ksef.testkit.store;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.store.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store of content keys in memory, for tests. It can be made to fail or to wait. */
public final class MemoryKeyStore implements KeyStore {

    private final Map<ReferenceNumber, ContentKey> entries = new ConcurrentHashMap<>();
    private volatile Runnable onAccess = () -> {};

    /** Runs an action before each access from now on. It may throw as a broken store does, or wait as a slow one does. */
    public MemoryKeyStore onAccess(Runnable action) {
        onAccess = action;
        return this;
    }

    /** Returns the number of entries. */
    public int size() {
        return entries.size();
    }

    @Override
    public void save(ReferenceNumber reference, ContentKey key) {
        onAccess.run();
        entries.put(reference, key.copy());
    }

    @Override
    public Optional<ContentKey> find(ReferenceNumber reference) {
        onAccess.run();
        return Optional.ofNullable(entries.get(reference)).map(ContentKey::copy);
    }

    @Override
    public Set<ReferenceNumber> references() {
        onAccess.run();
        return Set.copyOf(entries.keySet());
    }

    @Override
    public void remove(ReferenceNumber reference) {
        onAccess.run();
        entries.remove(reference);
    }
}
