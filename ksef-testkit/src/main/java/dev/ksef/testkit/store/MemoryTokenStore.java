package dev.ksef.testkit.store;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A token store in memory, for tests. It can be made to fail or to wait, its leases can be lost, and other processes
 * can share it.
 */
public final class MemoryTokenStore implements TokenStore {

    private final Time time;
    private final Shared shared;
    private final Map<TokenKey, Lease> mine = new ConcurrentHashMap<>();
    private volatile Runnable onAccess = () -> {};

    /** Makes an empty store for deadlines by the clock of this machine. */
    public MemoryTokenStore() {
        this(Time.system());
    }

    /** Makes an empty store for deadlines by a clock. */
    public MemoryTokenStore(Time time) {
        this(time, new Shared());
    }

    private MemoryTokenStore(Time time, Shared shared) {
        this.time = time;
        this.shared = shared;
    }

    /** Makes a store that shares entries and leases with this one, as a store of another process does. */
    public MemoryTokenStore ofAnotherProcess() {
        return new MemoryTokenStore(time, shared);
    }

    /** Runs an action before each access from now on. It may throw as a broken store does, or wait as a slow one does. */
    public MemoryTokenStore onAccess(Runnable action) {
        onAccess = action;
        return this;
    }

    /**
     * Takes the lease of a key from its holder, in whatever process, as if that had stopped for longer than it lasts:
     * what the holder saves or removes until its work has ended fails, and the lease is there for another one.
     *
     * @throws IllegalStateException if nobody holds it
     */
    public void loseLease(TokenKey key) {
        Lease lease = shared.leases.get(key);
        if (lease == null || !shared.end(key, lease)) {
            throw new IllegalStateException("Nobody holds the lease of " + key);
        }
    }

    /** Returns the number of entries. */
    public int size() {
        return shared.entries.size();
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        onAccess.run();
        return Optional.ofNullable(shared.entries.get(key));
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        onAccess.run();
        write(key, tokens);
    }

    @Override
    public void remove(TokenKey key) {
        onAccess.run();
        write(key, null);
    }

    private void write(TokenKey key, @Nullable StoredTokens tokens) {
        shared.entries.compute(key, (same, old) -> {
            Lease lease = mine.get(key);
            if (lease != null && !lease.equals(shared.leases.get(key))) {
                throw new KsefStorageException(
                        "The lease of the tokens of " + key + " was lost: another process may have it", null);
            }
            return tokens;
        });
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        onAccess.run();
        enter(shared.door(key), key, deadline);
        var lease = new Lease();
        shared.leases.put(key, lease);
        mine.put(key, lease);
        try {
            return work.get();
        } finally {
            mine.remove(key, lease);
            shared.end(key, lease);
        }
    }

    private void enter(Semaphore door, TokenKey key, Deadline deadline) {
        try {
            if (!door.tryAcquire() && !door.tryAcquire(deadline.remainingMillis(time), TimeUnit.MILLISECONDS)) {
                throw new KsefDeadlineException(
                        "Another thread worked on the tokens of " + key + " until the deadline", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while another thread worked on the tokens of " + key, null, interrupted);
        }
    }

    /** The right to work on a key, which is this one and no other. */
    private static final class Lease {}

    /** What the stores of several processes have in common. */
    private static final class Shared {

        final Map<TokenKey, StoredTokens> entries = new ConcurrentHashMap<>();
        final Map<TokenKey, Lease> leases = new ConcurrentHashMap<>();
        private final Map<TokenKey, Semaphore> doors = new ConcurrentHashMap<>();

        Semaphore door(TokenKey key) {
            return doors.computeIfAbsent(key, any -> new Semaphore(1));
        }

        /** Lets the next one in, unless the lease was lost. Returns whether it was held. */
        boolean end(TokenKey key, Lease lease) {
            boolean held = leases.remove(key, lease);
            if (held) {
                door(key).release();
            }
            return held;
        }
    }
}
