package dev.ksef.domain.crypto;

import dev.ksef.domain.Faked;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A service before a KSeF that publishes what the test says. */
abstract class KeyScenario {

    static final Usage TOKEN = Usage.KSEF_TOKEN_ENCRYPTION;
    static final Usage CONTENT = Usage.SYMMETRIC_KEY_ENCRYPTION;
    static final String LONG_AGO = "2026-01-01T00:00:00Z";
    static final String LATELY = "2026-10-01T00:00:00Z";
    static final String END = "2027-01-01T00:00:00Z";

    /** Keys take long to make, and nothing changes them. */
    static final Issuer AUTHORITY = Issuer.named("Authority");

    static final PublicKey A = Issuer.rsa(2048).getPublic();
    static final PublicKey B = Issuer.rsa(2048).getPublic();
    static final PublicKey C = Issuer.rsa(2048).getPublic();

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    Duration ahead = Duration.ZERO;
    final InstantSource clock = () -> time.instant().plus(ahead);
    final RecordedEvents events = new RecordedEvents();
    final AtomicInteger fetches = new AtomicInteger();
    volatile List<PublicKeyCertificate> published = List.of();
    volatile Runnable onFetch = () -> {};

    final FakeTransport transport = new FakeTransport().with(PublicKeyApi.class, () -> {
        fetches.incrementAndGet();
        List<PublicKeyCertificate> answer = published;
        onFetch.run();
        return answer;
    });

    EncryptionService.Builder settings() {
        return EncryptionService.builder(transport, new Faked.Crypto(), clock, time)
                .listener(events);
    }

    void publish(PublicKeyCertificate... certificates) {
        published = List.of(certificates);
    }

    void failFetches() {
        onFetch = () -> {
            throw new KsefTransportException("cut", Delivery.NOT_SENT, null);
        };
    }

    static PublicKeyCertificate key(PublicKey key, String validFrom, Usage... usages) {
        return AUTHORITY.published(key, validFrom, END, usages);
    }

    static PublicKeyId id(PublicKey key) {
        return Issuer.id(key);
    }

    static PublicKeyId chosen(EncryptionService service, Usage usage) {
        return service.publicKey(usage, Deadline.NEVER).id();
    }
}
