package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds back sign-ins that KSeF has just refused for good. KSeF will not accept a wrong token, a bad certificate, a deceased
 * person, a blocked context or a faulty document a second later, and it blocks addresses that keep trying. Each refusal doubles
 * the pause. Another token or certificate, or a success, ends it.
 */
final class SignInHold {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Time time;
    private final Map<ContextIdentifier, Held> held = new ConcurrentHashMap<>();

    SignInHold(Time time) {
        this.time = time;
    }

    /**
     * Lets a sign-in through; one that is held back gets KSeF's latest refusal again.
     *
     * @param proof the token, or the certificate with its options
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

    /** Called when KSeF refused a sign-in that it had started. */
    void refused(ContextIdentifier context, Object proof, KsefProcessingException failure) {
        if (SignInResponseCodes.REFUSED_FOR_GOOD.contains(failure.status().code())) {
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

    /** Called when KSeF refused to start a sign-in. */
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
            // It began before the refusal that is in force: many at once count as one attempt.
            return before;
        }
        Duration pause = before == null || !before.proof.equals(proof) ? FIRST : before.pause.multipliedBy(2);
        Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return new Held(proof, refusal, bounded, time.millis() + bounded.toMillis());
    }

    /** Makes the exception that repeats KSeF's latest refusal. */
    private interface Refusal {

        KsefException told(ContextIdentifier context, long secondsToWait);
    }

    private record Held(Object proof, Refusal refusal, Duration pause, long untilMillis) {

        KsefException again(ContextIdentifier context, long secondsToWait) {
            return refusal.told(context, secondsToWait);
        }
    }
}
