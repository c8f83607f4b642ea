package dev.ksef.domain.auth;

import dev.ksef.domain.internal.StoreThread;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a token store so that neither its failures nor its slowness fail a call. If reading fails, a token is obtained; if
 * saving fails, the token stays in memory. Both are reported as events. Stores are users' code, so all their exceptions are
 * caught, and each is asked on a thread of its own, for which callers wait only half of the time they have. A store that takes
 * longer is not waited for again until it has answered.
 */
final class FailsafeTokenStore {

    private static final Duration LONGEST_LOCKING = Duration.ofMinutes(1);
    private static final Duration LONGEST_FINDING = Duration.ofSeconds(10);
    private static final Duration LONGEST_KEEPING = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final String THE_STORE = "the token store";
    private static final Executor OWN_THREAD = work -> StoreThread.start(() -> {
        work.run();
        return Optional.empty();
    });

    private final TokenStore store;
    private final TokenKey key;
    private final Time time;
    private final KsefListener listener;
    private final Supplier<HeldTokens> held;
    private final TokenKeeper keeper;
    private volatile CompletableFuture<?> unanswered = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<?> unkept = CompletableFuture.completedFuture(null);
    private volatile long askedMillis;
    private volatile long triedMillis;

    /**
     * @param key under which the store keeps the tokens
     * @param held yields the tokens that the store should keep now
     */
    FailsafeTokenStore(TokenStore store, TokenKey key, Time time, KsefListener listener, Supplier<HeldTokens> held) {
        this.store = store;
        this.key = key;
        this.time = time;
        this.listener = listener;
        this.held = held;
        this.keeper = new TokenKeeper(store, key, held, this::tell);
    }

    /**
     * Returns what the store keeps.
     *
     * @throws KsefDeadlineException if the thread is interrupted while it waits, or the client closed
     */
    StoreReading find(Deadline deadline) {
        if (isStuck(Step.FINDING)) {
            return StoreReading.NO_ANSWER;
        }
        CompletableFuture<Optional<StoredTokens>> answer = StoreThread.start(() -> store.find(key));
        if (!isAnswered(answer, Step.FINDING, patience(deadline, LONGEST_FINDING))) {
            unanswered = answer;
            return StoreReading.NO_ANSWER;
        }
        try {
            return new StoreReading(true, StoreThread.answered(answer).orElse(null));
        } catch (RuntimeException | Error failed) {
            tell(Step.FINDING, failed);
            return StoreReading.NO_ANSWER;
        }
    }

    /**
     * Takes the lock of the store, which it shares with its other users; null if the store does not give it.
     *
     * @throws KsefDeadlineException if the thread is interrupted while it waits, or the client closed
     */
    @Nullable
    StoreLock lock(Deadline deadline) {
        if (isStuck(Step.AGREEING)) {
            return null;
        }
        long patience = patience(deadline, LONGEST_LOCKING);
        // The store gives up by itself before we give it up.
        StoreLock lock = StoreLock.take(store, key, in(patience / 5 * 4), time);
        try {
            if (!isAnswered(lock.taken(), Step.AGREEING, patience)) {
                unanswered = lock.end();
                lock.giveUp();
                return null;
            }
        } catch (KsefDeadlineException stopped) {
            lock.giveUp();
            throw stopped;
        }
        try {
            return StoreThread.answered(lock.taken()) ? lock : null;
        } catch (RuntimeException | Error failed) {
            tell(Step.AGREEING, failed);
            return null;
        }
    }

    /**
     * Makes the store hold what is held. Everybody who changes the tokens calls it, so that the last one leaves the store right.
     * A store that does not do it soon does it later.
     *
     * @param lock under which it is done; released in any case
     */
    void keep(@Nullable StoreLock lock, Deadline deadline) {
        askedMillis = time.millis();
        triedMillis = askedMillis;
        Executor thread = lock == null ? OWN_THREAD : lock;
        CompletableFuture<Void> done = unkept.isDone() ? keeper.ask(thread) : keeper.askAgain(thread);
        if (lock != null) {
            lock.release();
        }
        Step step = held.get().isEmpty() ? Step.REMOVING : Step.SAVING;
        if (keeper.isAtIt()) {
            return;
        }
        if (!unkept.isDone()) {
            tellLate(step);
            return;
        }
        try {
            if (!isAnswered(done, step, patience(deadline, LONGEST_KEEPING))) {
                unkept = done;
                keeper.late();
            }
        } catch (KsefDeadlineException goesOnWithoutUs) {
            // The tokens are good, whether they are kept or not: an interrupted caller finds its interrupt.
        }
    }

    /**
     * Makes the store hold what is held, if it failed to do so and holds nothing newer. Does not wait. The longer the
     * store fails, the longer are the pauses between the tries.
     */
    void catchUp() {
        if (!keeper.isBehind()) {
            return;
        }
        long now = time.millis();
        if (now - triedMillis >= Math.min(triedMillis - askedMillis, LONGEST_PAUSE.toMillis())) {
            triedMillis = now;
            keeper.askAgain(OWN_THREAD);
        }
    }

    /** Tells whether the store has not answered an earlier caller. */
    private boolean isStuck(Step step) {
        boolean stuck = !unanswered.isDone() || !unkept.isDone();
        if (stuck) {
            tellLate(step);
        }
        return stuck;
    }

    private boolean isAnswered(CompletableFuture<?> answer, Step step, long patience) {
        boolean answered = StoreThread.awaited(answer, THE_STORE, time, in(patience));
        if (!answered) {
            tellLate(step);
        }
        return answered;
    }

    private long patience(Deadline deadline, Duration longest) {
        return Math.min(deadline.remainingMillis(time) / 2, longest.toMillis());
    }

    private Deadline in(long millis) {
        return Deadline.after(Duration.ofMillis(millis), time);
    }

    private void tellLate(Step step) {
        tell(step, new KsefDeadlineException("The token store does not answer", null));
    }

    private void tell(Step step, Throwable failure) {
        listener.on(new KsefEvent.TokenTrouble(
                key.context(), step, failure.getClass().getSimpleName(), null));
    }
}
