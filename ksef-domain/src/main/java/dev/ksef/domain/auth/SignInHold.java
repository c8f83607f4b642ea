package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps back sign-ins that KSeF has just refused for good: a wrong token (450), a bad certificate (460), a deceased
 * person (470), a blocked context (480) or a document it does not take (400) will not be accepted a second later, and
 * asking again and again gets an address blocked. Each refusal doubles the pause; another token or certificate, or a
 * success, ends it.
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
     * @param proof what is signed in with
     * @throws KsefException the latest refusal
     */
    void pass(ContextIdentifier context, Object proof) {
        Held refusal = held.get(context);
        long now = time.millis();
        if (refusal != null && refusal.proof.equals(proof) && now < refusal.untilMillis) {
            throw refusal.again(
                    context, Duration.ofMillis(refusal.untilMillis - now).toSeconds());
        }
    }

    /** KSeF has decided against a sign-in. */
    void refused(ContextIdentifier context, Object proof, KsefProcessingException failure) {
        if (FINAL.contains(failure.status().code())) {
            hold(
                    context,
                    proof,
                    (of, seconds) -> new KsefProcessingException(
                            "Sign-in for " + of + " was not tried again so soon (" + seconds
                                    + " s to wait): the latest one,",
                            failure.status(),
                            failure.referenceNumber()));
        }
    }

    /** KSeF has not even taken up a sign-in. */
    void refused(ContextIdentifier context, Object proof, KsefApiException failure) {
        hold(
                context,
                proof,
                (of, seconds) -> failure.adding("that was the answer to the latest sign-in for " + of
                        + ", and it was not tried again so soon (" + seconds + " s to wait)"));
    }

    void succeeded(ContextIdentifier context) {
        held.remove(context);
    }

    private void hold(ContextIdentifier context, Object proof, Refusal refusal) {
        held.compute(context, (key, before) -> longer(before, proof, refusal));
    }

    private Held longer(@Nullable Held before, Object proof, Refusal refusal) {
        if (before != null && before.proof.equals(proof) && time.millis() < before.untilMillis) {
            // Begun before the refusal that is in force: many at once are one attempt.
            return before;
        }
        Duration pause = before == null || !before.proof.equals(proof) ? FIRST : before.pause.multipliedBy(2);
        Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return new Held(proof, refusal, bounded, time.millis() + bounded.toMillis());
    }

    /** What is answered in KSeF's place. */
    private interface Refusal {

        KsefException told(ContextIdentifier context, long secondsToWait);
    }

    private record Held(Object proof, Refusal refusal, Duration pause, long untilMillis) {

        KsefException again(ContextIdentifier context, long secondsToWait) {
            return refusal.told(context, secondsToWait);
        }
    }
}
