package dev.ksef.testkit;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.store.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store of content keys for tests: keeps everything, and fails or dawdles when it is told to. */
public final class MemoryKeyStore implements KeyStore {

    private final Map<ReferenceNumber, ContentKey> entries = new ConcurrentHashMap<>();
    private volatile Runnable onAccess = () -> {};

    /** Runs before every access from now on: it may throw what a broken store throws, or block as a slow one does. */
    public MemoryKeyStore onAccess(Runnable action) {
        onAccess = action;
        return this;
    }

    /** How many entries there are. */
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
    public void remove(ReferenceNumber reference) {
        onAccess.run();
        entries.remove(reference);
    }
}
