package dev.ksef.domain.auth;

import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a token store so that its failures fail no call. If reading fails, a token is obtained; if saving fails, the token
 * stays in memory. Both are reported as events. Stores are users' code, so all their exceptions are caught.
 */
final class FailsafeTokenStore {

    private final @Nullable TokenStore store;
    private final KsefListener listener;

    FailsafeTokenStore(@Nullable TokenStore store, KsefListener listener) {
        this.store = store;
        this.listener = listener;
    }

    @Nullable
    StoredTokens find(TokenKey key) {
        if (store == null) {
            return null;
        }
        try {
            return store.find(key).orElse(null);
        } catch (RuntimeException failed) {
            tell(key, Step.FINDING, failed);
            return null;
        }
    }

    void save(TokenKey key, StoredTokens tokens) {
        if (store != null) {
            try {
                store.save(key, tokens);
            } catch (RuntimeException failed) {
                tell(key, Step.SAVING, failed);
            }
        }
    }

    void remove(TokenKey key) {
        if (store != null) {
            try {
                store.remove(key);
            } catch (RuntimeException failed) {
                tell(key, Step.REMOVING, failed);
            }
        }
    }

    /** Runs work under the lock of the store. Failures of the work reach the caller; failures of the store do not. */
    <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
        if (store == null) {
            return work.get();
        }
        var once = new Once<T>(work);
        try {
            store.exclusively(key, deadline, once);
        } catch (RuntimeException failed) {
            if (!once.isDone()) {
                tell(key, Step.AGREEING, failed);
            }
        }
        return once.get();
    }

    private void tell(TokenKey key, Step step, RuntimeException failure) {
        listener.on(new KsefEvent.TokenTrouble(
                key.context(), step, failure.getClass().getSimpleName(), null));
    }

    /** Does the work once, and yields its result or its failure each time it is asked. */
    private static final class Once<T> implements Supplier<T> {

        private final Supplier<T> work;
        private @Nullable Supplier<T> outcome;

        Once(Supplier<T> work) {
            this.work = work;
        }

        boolean isDone() {
            return outcome != null;
        }

        @Override
        public T get() {
            if (outcome == null) {
                outcome = outcome();
            }
            return outcome.get();
        }

        private Supplier<T> outcome() {
            try {
                T result = work.get();
                return () -> result;
            } catch (RuntimeException failure) {
                return () -> {
                    throw failure;
                };
            }
        }
    }
}
