package dev.ksef.simulator.publickey;

import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.crypto.MinistryCertificates;
import dev.ksef.simulator.crypto.RsaKeys;
import dev.ksef.simulator.wire.BadRequest;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of one usage that are published now, oldest first. The first key is made on first use. */
public final class PublishedKeyRing {

    /**
     * New certificates start a little in the past, so that they are good at once and stay in order when several follow
     * each other.
     */
    private static final Duration AGE_OF_NEW = Duration.ofHours(1);

    private static final int UNKNOWN_KEY = 21470;

    private final String usage;
    private final InstantSource clock;
    private final LazyValue<CertifiedKey> first;
    private List<CertifiedKey> rotated = List.of();

    /**
     * Makes the ring.
     *
     * @param usage what its keys are for, by the name in the API
     */
    public PublishedKeyRing(String usage, InstantSource clock) {
        this(usage, clock, new LazyValue<>(() -> first(RsaKeys.first(usage), clock)));
    }

    private PublishedKeyRing(String usage, InstantSource clock, LazyValue<CertifiedKey> first) {
        this.usage = usage;
        this.clock = clock;
        this.first = first;
    }

    private static CertifiedKey first(KeyPair pair, InstantSource clock) {
        return new CertifiedKey(pair, MinistryCertificates.forEncryption(pair, clock.instant()));
    }

    /** A ring with the first key of this one, as if nothing had been rotated. */
    public PublishedKeyRing asAtStart() {
        return new PublishedKeyRing(usage, clock, first);
    }

    /** What the keys are for, by the name in the API. */
    String usage() {
        return usage;
    }

    synchronized List<CertifiedKey> published() {
        return rotated.isEmpty() ? List.of(first.get()) : rotated;
    }

    CertifiedKey newest() {
        List<CertifiedKey> keys = published();
        return keys.get(keys.size() - 1);
    }

    /**
     * The key that a request names; without an id, the newest.
     *
     * @throws BadRequest 21470 if no key with this id is published
     */
    public CertifiedKey named(@Nullable String publicKeyId) {
        if (publicKeyId == null) {
            return newest();
        }
        return published().stream()
                .filter(key -> key.publicKeyId().equals(publicKeyId))
                .findFirst()
                .orElseThrow(() -> unknownKey(publicKeyId));
    }

    private static BadRequest unknownKey(String publicKeyId) {
        return BadRequest.of(
                UNKNOWN_KEY,
                "Przesłany identyfikator klucza jest nieznany lub wskazuje na wycofany klucz.",
                "Klucz o identyfikatorze " + publicKeyId + " nie jest wspierany.");
    }

    public synchronized void recertify() {
        var keys = new ArrayList<>(published());
        CertifiedKey newest = keys.remove(keys.size() - 1);
        keys.add(certified(newest.keys(), newest));
        rotated = List.copyOf(keys);
    }

    /** Adds a new key. It is generated outside the lock, since that takes long and nobody should wait for it. */
    public void add() {
        KeyPair pair = RsaKeys.generate();
        synchronized (this) {
            var keys = new ArrayList<>(published());
            keys.add(certified(pair, newest()));
            rotated = List.copyOf(keys);
        }
    }

    public synchronized void keepNewest() {
        rotated = List.of(newest());
    }

    public void replace() {
        KeyPair pair = RsaKeys.generate();
        synchronized (this) {
            rotated = List.of(certified(pair, newest()));
        }
    }

    private CertifiedKey certified(KeyPair pair, CertifiedKey before) {
        Instant afterTheLast = before.certificate().getNotBefore().toInstant().plusSeconds(1);
        Instant lately = clock.instant().minus(AGE_OF_NEW);
        return new CertifiedKey(
                pair,
                MinistryCertificates.forEncryptionFrom(pair, lately.isAfter(afterTheLast) ? lately : afterTheLast));
    }
}
