package dev.ksef.domain.auth;

import dev.ksef.domain.internal.StoreThread;
import dev.ksef.port.store.TokenUpdate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners what is new about the tokens of one context, in the order in which the tokens changed. Whoever changed
 * them tells it. If an earlier update is still to be told, the later one is told after it on a thread of its own: nobody waits
 * for a listener that is busy with somebody else's update.
 */
final class TokenAnnouncements {

    private final Consumer<TokenUpdate> listeners;
    private final Consumer<Throwable> trouble;
    private final Deque<TokenUpdate> untold = new ArrayDeque<>();
    private boolean telling;

    /**
     * @param listeners are told; they may throw
     * @param trouble is told what the listeners threw where no caller is left
     */
    TokenAnnouncements(Consumer<TokenUpdate> listeners, Consumer<Throwable> trouble) {
        this.listeners = listeners;
        this.trouble = trouble;
    }

    /** A change of the tokens. */
    @FunctionalInterface
    interface Change {

        /** Makes the change; null if there is nothing to tell. */
        @Nullable
        TokenUpdate make();
    }

    /**
     * Has the tokens changed, and puts the update in line behind those of earlier changes. The caller tells it later.
     *
     * @return the update; null if there is none
     */
    synchronized @Nullable TokenUpdate inOrder(Change change) {
        TokenUpdate update = change.make();
        if (update != null && (update.accessChanged() || update.refreshChanged())) {
            untold.addLast(update);
        }
        return update;
    }

    /**
     * Tells an update that is first in line, and has those behind it told. An update that is not first is left to whoever tells
     * the first.
     *
     * @throws RuntimeException from a listener; an error, too
     */
    void tell(@Nullable TokenUpdate update) {
        if (update == null || !mayBegin(update)) {
            return;
        }
        try {
            listeners.accept(update);
        } finally {
            if (isAnyLeft()) {
                StoreThread.start(() -> {
                    tellTheRest();
                    return Optional.empty();
                });
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // One update is told by the one who made it.
    private synchronized boolean mayBegin(TokenUpdate update) {
        boolean first = !telling && untold.peekFirst() == update;
        telling |= first;
        return first;
    }

    /** Takes away the update that was told. If there is another, the telling goes on. */
    private synchronized boolean isAnyLeft() {
        untold.removeFirst();
        telling = !untold.isEmpty();
        return telling;
    }

    private synchronized TokenUpdate next() {
        return untold.getFirst();
    }

    private void tellTheRest() {
        do {
            try {
                listeners.accept(next());
            } catch (RuntimeException | Error thrown) {
                trouble.accept(thrown);
            }
        } while (isAnyLeft());
    }
}
