package dev.ksef.testkit.store;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A token store in memory, for tests. It can be made to fail or to wait. */
public final class MemoryTokenStore implements TokenStore {

    private final Time time;
    private final Map<TokenKey, StoredTokens> entries = new ConcurrentHashMap<>();
    private final Map<TokenKey, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile Runnable onAccess = () -> {};

    /** Makes an empty store for deadlines by the clock of this machine. */
    public MemoryTokenStore() {
        this(Time.system());
    }

    /** Makes an empty store for deadlines by a clock. */
    public MemoryTokenStore(Time time) {
        this.time = time;
    }

    /** Runs an action before each access from now on. It may throw as a broken store does, or wait as a slow one does. */
    public MemoryTokenStore onAccess(Runnable action) {
        onAccess = action;
        return this;
    }

    /** Returns the number of entries. */
    public int size() {
        return entries.size();
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        onAccess.run();
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        onAccess.run();
        entries.put(key, tokens);
    }

    @Override
    public void remove(TokenKey key) {
        onAccess.run();
        entries.remove(key);
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        onAccess.run();
        ReentrantLock lock = locks.computeIfAbsent(key, any -> new ReentrantLock());
        enter(lock, key, deadline);
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void enter(ReentrantLock lock, TokenKey key, Deadline deadline) {
        try {
            if (!lock.tryLock() && !lock.tryLock(deadline.remainingMillis(time), TimeUnit.MILLISECONDS)) {
                throw new KsefDeadlineException(
                        "Another thread worked on the tokens of " + key + " until the deadline", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while another thread worked on the tokens of " + key, null, interrupted);
        }
    }
}
