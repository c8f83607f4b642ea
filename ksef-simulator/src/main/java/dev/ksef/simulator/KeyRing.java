package dev.ksef.simulator;

import dev.ksef.simulator.EncryptionKeys.CertifiedKey;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of one usage that are published now, oldest first; the first is made on first use. */
final class KeyRing {

    /** New certificates start a little in the past, so that they are good at once and several in a row keep their order. */
    private static final Duration AGE_OF_NEW = Duration.ofHours(1);

    private final InstantSource clock;
    private final Lazy<CertifiedKey> first;
    private List<CertifiedKey> rotated = List.of();

    KeyRing(InstantSource clock) {
        this.clock = clock;
        this.first = new Lazy<>(() -> first(RsaKeys.generate()));
    }

    private CertifiedKey first(KeyPair pair) {
        return new CertifiedKey(pair, Certificates.forEncryption(pair, clock.instant()));
    }

    synchronized List<CertifiedKey> published() {
        return rotated.isEmpty() ? List.of(first.get()) : rotated;
    }

    CertifiedKey newest() {
        List<CertifiedKey> keys = published();
        return keys.get(keys.size() - 1);
    }

    Optional<CertifiedKey> find(String publicKeyId) {
        return published().stream()
                .filter(key -> key.publicKeyId().equals(publicKeyId))
                .findFirst();
    }

    synchronized void recertify() {
        var keys = new ArrayList<>(published());
        CertifiedKey newest = keys.remove(keys.size() - 1);
        keys.add(certified(newest.keys(), newest));
        rotated = List.copyOf(keys);
    }

    /** Keys take long to make, so nobody waits for that. */
    void add() {
        KeyPair pair = RsaKeys.generate();
        synchronized (this) {
            var keys = new ArrayList<>(published());
            keys.add(certified(pair, newest()));
            rotated = List.copyOf(keys);
        }
    }

    synchronized void keepNewest() {
        rotated = List.of(newest());
    }

    void replace() {
        KeyPair pair = RsaKeys.generate();
        synchronized (this) {
            rotated = List.of(certified(pair, newest()));
        }
    }

    private CertifiedKey certified(KeyPair pair, CertifiedKey before) {
        Instant afterTheLast = before.certificate().getNotBefore().toInstant().plusSeconds(1);
        Instant lately = clock.instant().minus(AGE_OF_NEW);
        return new CertifiedKey(
                pair, Certificates.forEncryptionFrom(pair, lately.isAfter(afterTheLast) ? lately : afterTheLast));
    }
}
