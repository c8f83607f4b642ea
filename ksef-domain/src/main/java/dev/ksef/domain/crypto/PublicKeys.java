package dev.ksef.domain.crypto;

import dev.ksef.domain.crypto.PublishedKeyCheck.Refusal;
import dev.ksef.domain.crypto.PublishedKeyCheck.Verdict;
import dev.ksef.domain.internal.SingleFlight;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.internal.ReceivedCollections;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The Ministry's public keys, a cache for each usage. One call fetches the keys of all; lists are numbered in the order in
 * which they were asked for, so that whoever needs a later one than it knows can share the call of another.
 */
final class PublicKeys {

    /** How long nobody looks for a successor again. */
    private static final long PAUSE_MILLIS = 30_000;

    private final Transport transport;
    private final InstantSource clock;
    private final Time time;
    private final KsefListener listener;
    private final Duration timeout;
    private final Duration skew;
    private final PublishedKeyCheck admission;
    private final Map<Usage, EncryptionKeyCache> caches = new EnumMap<>(Usage.class);
    private final SingleFlight<Long> fetching;
    private final AtomicLong asked = new AtomicLong();
    private volatile long latest;
    private volatile Verdict published = Verdict.NOTHING;

    PublicKeys(EncryptionService.Builder settings) {
        transport = settings.transport;
        clock = settings.clock;
        time = settings.time;
        listener = settings.listener;
        timeout = settings.timeout;
        skew = settings.skew;
        admission = new PublishedKeyCheck(settings.issuers);
        fetching = new SingleFlight<>("fetching the Ministry's public keys", time);
        var preloaded = new Verdict(List.copyOf(settings.preloaded), List.of());
        for (Usage usage : Usage.values()) {
            caches.put(usage, new EncryptionKeyCache(usage, preloaded.keysFor(usage)));
        }
    }

    /** The key for a purpose, and the number of the list it was chosen from. */
    record Choice(EncryptionKey key, long list) {}

    /**
     * Returns the key to use now.
     *
     * @throws KsefCryptoException if KSeF publishes none that can be used
     */
    Choice current(Usage usage, Deadline deadline) {
        EncryptionKeyCache cache = cache(usage);
        long list = cache.list();
        EncryptionKey key = cache.chosen(now()).orElse(null);
        if (key == null) {
            fetchedAfter(list, deadline);
        } else if (endsSoon(key) && cache.mayLookAhead(time.millis(), PAUSE_MILLIS)) {
            lookAhead(cache, list, key, deadline);
        }
        return told(cache);
    }

    /** Returns the key to use after KSeF said that it does not know the chosen one. */
    Choice insteadOf(Choice refused, Usage usage, Deadline deadline, KsefApiException why) {
        EncryptionKeyCache cache = cache(usage);
        cache.withdraw(refused.key().id());
        long askedBefore = asked.get();
        try {
            fetchedAfter(refused.list(), deadline);
            if (knowsNoOtherThan(refused, cache)) {
                // The list that others fetched meanwhile may be older than the refusal.
                fetchedAfter(askedBefore, deadline);
            }
        } catch (KsefException failed) {
            why.addSuppressed(failed);
            throw why;
        }
        if (knowsNoOtherThan(refused, cache)) {
            throw why;
        }
        return told(cache);
    }

    /** Fetches what KSeF publishes now. */
    void refresh(Deadline deadline) {
        fetchedAfter(asked.get(), deadline);
        caches.values().forEach(EncryptionKeyCache::forgive);
    }

    private boolean knowsNoOtherThan(Choice refused, EncryptionKeyCache cache) {
        return cache.chosen(now())
                .filter(key -> !key.id().equals(refused.key().id()))
                .isEmpty();
    }

    private Choice told(EncryptionKeyCache cache) {
        Instant now = now();
        long list = cache.list();
        EncryptionKey key = cache.chosen(now).orElseThrow(() -> noKey(cache.usage()));
        cache.newlyChosen(now).ifPresent(listener::on);
        return new Choice(key, list);
    }

    /** In half of the time left: a key that is still good is no reason to miss a deadline. */
    private void lookAhead(EncryptionKeyCache cache, long list, EncryptionKey key, Deadline deadline) {
        long halfMillis = Math.min(deadline.remainingMillis(time) / 2, timeout.toMillis());
        try {
            fetchedAfter(list, Deadline.after(Duration.ofMillis(halfMillis), time));
        } catch (KsefException failed) {
            keptOn(cache.usage(), key, failed.getClass().getSimpleName());
        }
    }

    private void fetchedAfter(long list, Deadline deadline) {
        while (latest <= list) {
            fetching.result(deadline, () -> latest > list ? latest : fetch(deadline));
        }
    }

    private long fetch(Deadline deadline) {
        long number = asked.incrementAndGet();
        List<PublicKeyCertificate> certificates = ReceivedCollections.list(transport
                .open(PublicKeyApi.class, CallScope.anonymous(timeout).until(deadline))
                .certificates());
        Instant now = now();
        Verdict verdict = admission.judge(certificates, now);
        verdict.refusals().forEach(this::tell);
        published = verdict;
        for (EncryptionKeyCache cache : caches.values()) {
            cache.take(number, verdict.keysFor(cache.usage()), now)
                    .ifPresent(kept -> keptOn(cache.usage(), kept, "no usable key published"));
        }
        latest = number;
        return number;
    }

    private void tell(Refusal refusal) {
        listener.on(new KsefEvent.PublicKeyRefused(refusal.certificate().publicKeyId(), refusal.reason()));
    }

    private void keptOn(Usage usage, EncryptionKey key, String why) {
        listener.on(new KsefEvent.PublicKeyKept(usage, key.id(), why));
    }

    private KsefCryptoException noKey(Usage usage) {
        Verdict verdict = published;
        var why = new ArrayList<String>();
        verdict.refusals().stream()
                .filter(refusal -> refusal.certificate().serves(usage))
                .forEach(refusal -> why.add(refusal.toString()));
        verdict.keysFor(usage)
                .forEach(key -> why.add(key.id() + ": valid from " + key.validFrom() + " to " + key.validTo()));
        return new KsefCryptoException(
                "KSeF publishes no key for " + usage.value() + " that can be used now. "
                        + (why.isEmpty() ? "There is none at all." : String.join("; ", why)),
                null);
    }

    private boolean endsSoon(EncryptionKey key) {
        return Duration.between(now(), key.validTo()).compareTo(skew) <= 0;
    }

    private Instant now() {
        return clock.instant();
    }

    private EncryptionKeyCache cache(Usage usage) {
        EncryptionKeyCache cache = caches.get(usage);
        if (cache == null) {
            throw new IllegalStateException("No cache for " + usage);
        }
        return cache;
    }
}
