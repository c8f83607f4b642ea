package dev.ksef.domain.internal;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The content keys that a key store keeps, by the numbers of sessions and exports, or by the local ids of packages. A store may
 * hang: it is waited for no longer than the caller can.
 */
public final class KeptKeys {

    private static final Duration LONGEST_FORGETTING = Duration.ofSeconds(5);
    private static final String PACKAGE = "package-";
    private static final String THE_STORE = "the key store";

    private final KeyStore store;
    private final Time time;
    private final KsefListener listener;

    public KeptKeys(KeyStore store, Time time, KsefListener listener) {
        this.store = store;
        this.time = time;
        this.listener = listener;
    }

    /**
     * Returns the local id of a package, by which its key is kept. It is never taken for a number of KSeF.
     *
     * @param name the hash of what tells the package from all others
     */
    public static ReferenceNumber localId(Sha256 name) {
        return new ReferenceNumber(PACKAGE + name.base64Url());
    }

    /**
     * Keeps the key of a session, an export or a package.
     *
     * @throws KsefStorageException if the store fails, or does not answer by the deadline
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted while it waits, or the client closed
     */
    public void keep(ReferenceNumber reference, ContentKey key, Deadline deadline) {
        ContentKey own = key.copy();
        CompletableFuture<Boolean> answer = StoreThread.start(() -> {
            try (own) {
                store.save(reference, own);
                return true;
            }
        });
        if (!StoreThread.awaited(answer, THE_STORE, time, deadline)) {
            throw late("has not kept the content key of " + reference);
        }
        StoreThread.answered(answer);
    }

    /**
     * Returns a copy of the key of a session, an export or a package, which the caller closes.
     *
     * @throws KsefStorageException if the store fails, or does not answer by the deadline
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted while it waits, or the client closed
     */
    public Optional<ContentKey> find(ReferenceNumber reference, Deadline deadline) {
        CompletableFuture<Optional<ContentKey>> answer = StoreThread.start(() -> store.find(reference));
        if (!StoreThread.awaited(answer, THE_STORE, time, deadline)) {
            answer.thenAccept(found -> found.ifPresent(ContentKey::close));
            throw late("has not yielded the content key of " + reference);
        }
        return StoreThread.answered(answer);
    }

    /**
     * Returns the numbers of all sessions and exports whose keys are kept. Packages are not among them.
     *
     * @throws KsefStorageException if the store fails, or does not answer by the deadline
     * @throws dev.ksef.model.error.KsefDeadlineException if the thread is interrupted while it waits, or the client closed
     */
    public Set<ReferenceNumber> references(Deadline deadline) {
        CompletableFuture<Set<ReferenceNumber>> answer = StoreThread.start(store::references);
        if (!StoreThread.awaited(answer, THE_STORE, time, deadline)) {
            throw late("has not listed the content keys that it keeps");
        }
        return StoreThread.answered(answer).stream()
                .filter(reference -> !reference.value().startsWith(PACKAGE))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Forgets the key of a session, an export or a package that is over. A store that fails, or takes long, is reported as an event. */
    public void forget(ReferenceNumber reference, Deadline deadline) {
        try {
            CompletableFuture<Boolean> answer = StoreThread.start(() -> {
                store.remove(reference);
                return true;
            });
            Deadline end = Deadline.after(LONGEST_FORGETTING, time).sooner(deadline);
            if (!StoreThread.awaited(answer, THE_STORE, time, end)) {
                throw late("has not removed the content key of " + reference);
            }
            StoreThread.answered(answer);
        } catch (RuntimeException failed) {
            listener.on(new KsefEvent.KeyNotForgotten(reference));
        }
    }

    private static KsefStorageException late(String what) {
        return new KsefStorageException(
                "The key store " + what + " in time; check whether its storage answers, and whether something holds its"
                        + " locks",
                null);
    }
}
