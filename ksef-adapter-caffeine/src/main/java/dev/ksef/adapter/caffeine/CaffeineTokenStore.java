package dev.ksef.adapter.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps tokens in the memory of this JVM, for all clients that share this store. It is bounded: when it is full, the least
 * used entries are dropped. An entry expires with its refresh token, or with its access token if it has no refresh token,
 * by the local clock.
 *
 * <p>Nothing survives a restart and nothing is shared with another JVM, so the tokens are not encrypted. The store needs no
 * closing.
 */
public final class CaffeineTokenStore implements TokenStore {

    private final Time time;
    private final Cache<TokenKey, StoredTokens> entries;

    /** One lock per key, for as long as somebody holds it or waits for it. */
    private final Cache<TokenKey, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build();

    private CaffeineTokenStore(Builder settings) {
        time = settings.time;
        entries = Caffeine.newBuilder()
                .maximumSize(settings.maximumSize)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .expireAfter(new TokenExpiry(time))
                // The saving thread drops entries itself, so that no thread of a common pool handles tokens.
                .executor(Runnable::run)
                .build();
    }

    /** Creates a store with the defaults. */
    public static CaffeineTokenStore create() {
        return builder().build();
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<StoredTokens> find(TokenKey key) {
        return Optional.ofNullable(entries.getIfPresent(key));
    }

    @Override
    public void save(TokenKey key, StoredTokens tokens) {
        entries.put(key, tokens);
    }

    @Override
    public void remove(TokenKey key) {
        entries.invalidate(key);
    }

    @Override
    public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        ReentrantLock lock = locks.get(key, any -> new ReentrantLock());
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
                        "Another thread used the tokens of " + key + " until the deadline; try again later", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while another thread used the tokens of " + key, null, interrupted);
        }
    }

    @Override
    public String toString() {
        return "CaffeineTokenStore[" + entries.estimatedSize() + " entries]";
    }

    /** Sets up a store. */
    public static final class Builder {

        private static final long DEFAULT_SIZE = 10_000;

        private long maximumSize = DEFAULT_SIZE;
        private Time time = Time.system();

        private Builder() {}

        /**
         * Sets how many entries are kept at most. The default is 10 000, which take some 20 to 50 MB.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maximumSize(long entries) {
            if (entries < 1) {
                throw new IllegalArgumentException("A store must have room for at least one entry, not for " + entries);
            }
            maximumSize = entries;
            return this;
        }

        /** Sets the clock by which entries expire. The default is the clock of this machine. */
        public Builder time(Time clock) {
            time = clock;
            return this;
        }

        /** Creates the store. */
        public CaffeineTokenStore build() {
            return new CaffeineTokenStore(this);
        }
    }
}
