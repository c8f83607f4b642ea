package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefToken;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps back sign-ins that KSeF has just refused for good: a wrong token (450), a bad certificate (460), a deceased
 * person (470) or a blocked context (480) will not be accepted a second later, and asking again and again gets an
 * address blocked. Each refusal doubles the pause; another token, or a success, ends it.
 */
final class SignInHold {

    private static final Set<Integer> FINAL = Set.of(450, 460, 470, 480);
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Time time;
    private final Map<ContextIdentifier, Held> held = new ConcurrentHashMap<>();

    SignInHold(Time time) {
        this.time = time;
    }

    /**
     * Lets a sign-in pass, or answers in KSeF's place.
     *
     * @throws KsefProcessingException with the status of the latest refusal
     */
    void pass(ContextIdentifier context, KsefToken token) {
        Held refusal = held.get(context);
        if (refusal != null && refusal.token.equals(token) && time.millis() < refusal.untilMillis) {
            throw new KsefProcessingException(
                    "Sign-in for " + context + " was not tried again so soon ("
                            + Duration.ofMillis(refusal.untilMillis - time.millis())
                                    .toSeconds()
                            + " s to wait): the latest one,",
                    refusal.failure.status(),
                    refusal.failure.referenceNumber());
        }
    }

    void refused(ContextIdentifier context, KsefToken token, KsefProcessingException failure) {
        if (FINAL.contains(failure.status().code())) {
            held.compute(context, (key, before) -> longer(before, token, failure));
        }
    }

    void succeeded(ContextIdentifier context) {
        held.remove(context);
    }

    private Held longer(@Nullable Held before, KsefToken token, KsefProcessingException failure) {
        Duration pause = before == null || !before.token.equals(token) ? FIRST : before.pause.multipliedBy(2);
        Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return new Held(token, failure, bounded, time.millis() + bounded.toMillis());
    }

    private record Held(KsefToken token, KsefProcessingException failure, Duration pause, long untilMillis) {}
}
