package dev.ksef.domain.crypto;

import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.port.event.KsefEvent.PublicKeyChosen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of one usage that are known now. Trouble with the keys of another usage does not concern it. */
final class EncryptionKeyCache {

    /**
     * The keys that are known, and where they come from.
     *
     * @param list number of the list it comes from; 0 for what was there from the start
     * @param withdrawn the latest key that KSeF said it does not know
     */
    private record Known(
            long list, List<EncryptionKey> keys, @Nullable PublicKeyId withdrawn) {

        /** Of those that are valid the one with the latest start; a withdrawn one only if there is no other. */
        Optional<EncryptionKey> chosen(Instant now) {
            return keys.stream()
                    .filter(key -> key.isValidAt(now))
                    .max(Comparator.comparing((EncryptionKey key) -> !isWithdrawn(key))
                            .thenComparing(EncryptionKey::validFrom)
                            .thenComparing(EncryptionKey::validTo));
        }

        boolean isWithdrawn(EncryptionKey key) {
            return key.id().equals(withdrawn);
        }
    }

    private final Usage usage;
    private final AtomicLong aheadAgainAtMillis = new AtomicLong(Long.MIN_VALUE);
    private volatile Known known;
    private @Nullable PublicKeyId told;

    EncryptionKeyCache(Usage usage, List<EncryptionKey> preloaded) {
        this.usage = usage;
        this.known = new Known(0, preloaded, null);
    }

    Usage usage() {
        return usage;
    }

    /** Returns the number of the list its keys come from. */
    long list() {
        return known.list();
    }

    Optional<EncryptionKey> chosen(Instant now) {
        return known.chosen(now);
    }

    /** KSeF said that it does not know the key. */
    synchronized void withdraw(PublicKeyId id) {
        known = new Known(known.list(), known.keys(), id);
    }

    /** Treats the withdrawn key like any other again. */
    synchronized void forgive() {
        known = new Known(known.list(), known.keys(), null);
    }

    /**
     * Takes the keys of a later list; if none of them can be used now, a good one from before is kept beside them.
     *
     * @return the key that was kept
     */
    synchronized Optional<EncryptionKey> take(long list, List<EncryptionKey> keys, Instant now) {
        Known before = known;
        known = new Known(list, keys, before.withdrawn());
        if (known.chosen(now).isPresent()) {
            return Optional.empty();
        }
        Optional<EncryptionKey> kept = before.chosen(now).filter(key -> !before.isWithdrawn(key));
        known = new Known(list, Stream.concat(kept.stream(), keys.stream()).toList(), before.withdrawn());
        return kept;
    }

    /** Tells whether the caller, and no other thread, is to look for the successor of a key that ends soon. */
    boolean mayLookAhead(long nowMillis, long pauseMillis) {
        long again = aheadAgainAtMillis.get();
        return nowMillis >= again && aheadAgainAtMillis.compareAndSet(again, nowMillis + pauseMillis);
    }

    /** Returns the change to the key that is used from now on; empty where it was told already. */
    synchronized Optional<PublicKeyChosen> newlyChosen(Instant now) {
        PublicKeyId chosen = chosen(now).map(EncryptionKey::id).orElse(null);
        PublicKeyId before = told;
        if (chosen == null || chosen.equals(before)) {
            return Optional.empty();
        }
        told = chosen;
        return Optional.of(new PublicKeyChosen(usage, before, chosen));
    }
}
