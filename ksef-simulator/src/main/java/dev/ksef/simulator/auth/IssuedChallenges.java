package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The challenges issued so far. Each may be answered once, within ten minutes. */
public final class IssuedChallenges {

    private static final Duration LIFE = Duration.ofMinutes(10);

    /** A challenge, and when it was issued. */
    record Challenge(String text, Instant issuedAt, AtomicBoolean used) {

        long timestampMs() {
            return issuedAt.toEpochMilli();
        }
    }

    private final Map<String, Challenge> issued = new ConcurrentHashMap<>();
    private final ReferenceNumbers references;
    private final InstantSource clock;

    public IssuedChallenges(ReferenceNumbers references, InstantSource clock) {
        this.references = references;
        this.clock = clock;
    }

    Challenge issue() {
        Challenge challenge = new Challenge(references.next(Kind.CHALLENGE), clock.instant(), new AtomicBoolean());
        issued.put(challenge.text(), challenge);
        return challenge;
    }

    Optional<Challenge> find(String text) {
        return Optional.ofNullable(issued.get(text));
    }

    /** Uses up a challenge. Tells whether this is its first answer and came in time. */
    boolean use(Challenge challenge) {
        boolean first = challenge.used().compareAndSet(false, true);
        return first && clock.instant().isBefore(challenge.issuedAt().plus(LIFE));
    }
}
