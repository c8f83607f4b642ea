package dev.ksef.domain.crypto;

import dev.ksef.domain.SingleFlight;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.model.PublicKeyCertificate;
import dev.ksef.model.PublicKeyCertificate.Usage;
import dev.ksef.model.Taken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.port.CallScope;
import dev.ksef.port.Deadline;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.port.api.PublicKeyApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Ministry's public keys: fetched when one is first needed, chosen by usage, validity and age, and fetched anew when
 * KSeF says that it does not know the chosen one any more.
 *
 * <p>Source: klucze-publiczne-do-szyfrowania.md, section 4.
 */
public final class PublicKeys {

    private static final int KEY_NOT_KNOWN = 21470;

    private final Transport transport;
    private final ServerClock clock;
    private final KsefListener listener;
    private final Duration timeout;
    private final SingleFlight<List<PublicKeyCertificate>> fetching;
    private volatile List<PublicKeyCertificate> published = List.of();

    /**
     * @param timeout how long one call may take
     */
    public PublicKeys(Transport transport, ServerClock clock, Time time, KsefListener listener, Duration timeout) {
        this.transport = transport;
        this.clock = clock;
        this.listener = listener;
        this.timeout = timeout;
        this.fetching = new SingleFlight<>("fetching the Ministry's public keys", time);
    }

    /**
     * Does something with the key for a purpose; if KSeF answers that it does not know the key (21470), does it once
     * more with the keys it publishes then.
     */
    public <T> T with(Usage usage, Deadline deadline, Function<PublicKeyCertificate, T> act) {
        PublicKeyCertificate key = current(usage, deadline);
        List<PublicKeyCertificate> known = published;
        try {
            return act.apply(key);
        } catch (KsefApiException refused) {
            if (!refused.has(KEY_NOT_KNOWN)) {
                throw refused;
            }
        }
        if (published == known) {
            fetched(deadline);
        }
        return act.apply(current(usage, deadline));
    }

    /**
     * The key for a purpose: valid now by KSeF's clock, and of several the one with the latest start.
     *
     * @throws KsefCryptoException if KSeF publishes no such key
     */
    public PublicKeyCertificate current(Usage usage, Deadline deadline) {
        return chosen(usage, published)
                .or(() -> chosen(usage, fetched(deadline)))
                .orElseThrow(() -> new KsefCryptoException(
                        "KSeF publishes no key for " + usage.value() + " that is valid now", null));
    }

    private List<PublicKeyCertificate> fetched(Deadline deadline) {
        return fetching.result(deadline, () -> {
            var scope = CallScope.anonymous(timeout).until(deadline);
            List<PublicKeyCertificate> fresh =
                    Taken.list(transport.open(PublicKeyApi.class, scope).certificates());
            published = fresh;
            for (Usage usage : Usage.values()) {
                chosen(usage, fresh)
                        .ifPresent(key -> listener.on(new KsefEvent.PublicKeyChosen(usage, key.publicKeyId())));
            }
            return fresh;
        });
    }

    private Optional<PublicKeyCertificate> chosen(Usage usage, List<PublicKeyCertificate> from) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        return from.stream()
                .filter(key -> key.serves(usage) && isValidAt(now, key))
                .max(Comparator.comparing(key -> key.validFrom().toInstant()));
    }

    private static boolean isValidAt(Instant now, PublicKeyCertificate key) {
        return !now.isBefore(key.validFrom().toInstant())
                && now.isBefore(key.validTo().toInstant());
    }
}
