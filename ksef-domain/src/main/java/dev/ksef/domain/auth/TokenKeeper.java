package dev.ksef.domain.auth;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store in line with the tokens that are held in memory. One thread at a time does it, so that the last state wins;
 * whoever asks meanwhile has it go on. Nothing is lost by a store that hangs: when it goes on, it gets what is held then.
 */
final class TokenKeeper {

    private final TokenStore store;
    private final TokenKey key;
    private final Supplier<HeldTokens> held;
    private final BiConsumer<Step, Throwable> trouble;
    private @Nullable CompletableFuture<Void> asked;
    private @Nullable Thread worker;
    private boolean working;
    /** Whether the next tokens are saved without a look at what the store holds. */
    private boolean replaces;

    private @Nullable HeldTokens kept;
    private volatile boolean failed;

    /**
     * @param held yields the tokens that are held now
     * @param trouble is told what failed
     */
    TokenKeeper(TokenStore store, TokenKey key, Supplier<HeldTokens> held, BiConsumer<Step, Throwable> trouble) {
        this.store = store;
        this.key = key;
        this.held = held;
        this.trouble = trouble;
    }

    /**
     * Has the store brought in line with new tokens, whatever it holds.
     *
     * @param thread does it, unless another thread is at it
     * @return completed when the store holds what is held now, or has failed to take it
     */
    CompletableFuture<Void> ask(Executor thread) {
        return ask(thread, false);
    }

    /**
     * Has the store brought in line after it failed to take the tokens. Others may have gone on since: newer tokens
     * stay.
     *
     * @param thread does it, unless another thread is at it
     * @return completed when that is done, or the store has failed
     */
    CompletableFuture<Void> askAgain(Executor thread) {
        return ask(thread, true);
    }

    /**
     * What the store was asked to take, and has not begun to, counts as asked again: others may go on before it does.
     */
    synchronized void late() {
        replaces = false;
    }

    private CompletableFuture<Void> ask(Executor thread, boolean again) {
        CompletableFuture<Void> answer;
        boolean begin;
        synchronized (this) {
            replaces |= !again;
            if (asked == null) {
                asked = new CompletableFuture<>();
            }
            answer = asked;
            begin = !working;
            working = true;
        }
        if (begin) {
            begin(thread);
        }
        return answer;
    }

    private void begin(Executor thread) {
        try {
            thread.execute(this::work);
        } catch (OutOfMemoryError noThread) {
            stop();
            trouble.accept(held.get().isEmpty() ? Step.REMOVING : Step.SAVING, noThread);
        }
    }

    /** Leaves the work to whoever asks next. */
    private void stop() {
        failed = true;
        CompletableFuture<Void> round;
        synchronized (this) {
            round = asked;
            asked = null;
            working = false;
            worker = null;
            replaces = false;
        }
        if (round != null) {
            round.complete(null);
        }
    }

    /** Tells whether the calling thread is the one that asks the store: it cannot wait for itself. */
    synchronized boolean isAtIt() {
        return Thread.currentThread().equals(worker);
    }

    /** Tells whether the store could not take the latest tokens, and nobody is at it. */
    boolean isBehind() {
        return failed;
    }

    private void work() {
        for (var round = nextRound(); round != null; round = nextRound()) {
            try {
                bringInLine();
            } catch (RuntimeException | Error ofTheListener) {
                stop();
                throw ofTheListener;
            } finally {
                round.complete(null);
            }
        }
    }

    private synchronized @Nullable CompletableFuture<Void> nextRound() {
        CompletableFuture<Void> round = asked;
        asked = null;
        working = round != null;
        worker = working ? Thread.currentThread() : null;
        return round;
    }

    private void bringInLine() {
        failed = false;
        boolean taken;
        HeldTokens now = held.get();
        HeldTokens tried;
        do {
            tried = now;
            taken = isTaken(tried, mayReplace());
            now = held.get();
        } while (now != tried);
        failed = !taken;
    }

    private synchronized boolean mayReplace() {
        boolean may = replaces;
        replaces = false;
        return may;
    }

    private boolean isTaken(HeldTokens tokens, boolean replacing) {
        if (tokens == kept) {
            return true;
        }
        kept = null;
        return isDone(tokens.isEmpty() ? Step.REMOVING : Step.SAVING, () -> {
            if (isKept(tokens, replacing)) {
                kept = tokens;
            }
        });
    }

    /** Returns false where newer tokens stay. */
    private boolean isKept(HeldTokens tokens, boolean replacing) {
        if (tokens.isEmpty()) {
            if (tokens.past().storeIsOver()) {
                store.remove(key);
            }
            return true;
        }
        if (!replacing && store.find(key).filter(tokens::isOlderThan).isPresent()) {
            return false;
        }
        store.save(key, tokens.toStore());
        return true;
    }

    private boolean isDone(Step step, Runnable change) {
        try {
            change.run();
            return true;
        } catch (Throwable failure) {
            trouble.accept(step, failure);
            return false;
        }
    }
}
