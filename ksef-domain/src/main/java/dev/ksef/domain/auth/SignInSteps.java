package dev.ksef.domain.auth;

import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps that all sign-ins share: the challenge at the beginning, status and tokens at the end. The proof of identity
 * comes between them.
 */
abstract sealed class SignInSteps permits KsefTokenSignIn, XadesSignIn {

    private static final String WHAT = "Sign-in";
    /** For how long KSeF may not yet know of a sign-in that it has just begun or finished. Observed: a second or two. */
    private static final Duration RACE = Duration.ofSeconds(10);

    final ServerClock clock;
    final StatusPolling polling;
    final Time time;
    private final Transport transport;
    private final Duration timeout;

    SignInSteps(Transport transport, ServerClock clock, Time time, KsefListener listener, Duration timeout) {
        this.transport = transport;
        this.clock = clock;
        this.polling = new StatusPolling(time, listener);
        this.time = time;
        this.timeout = timeout;
    }

    /** The first step: requests a challenge, valid for 10 minutes and one attempt, and sets the clock by it. */
    public final AuthChallenge challenge(Deadline deadline) {
        AuthChallenge challenge = open(BearerSource.none(), deadline).challenge();
        clock.learn(challenge, time.millis());
        return challenge;
    }

    /** How far a sign-in is that KSeF took up, asked once. */
    public final AuthenticationStatus status(AuthenticationInit init, Deadline deadline) {
        return open(BearerSource.of(init.authenticationToken()), deadline).status(init.referenceNumber());
    }

    /**
     * The last step but one: waits until KSeF has decided.
     *
     * @throws KsefProcessingException if KSeF refuses the sign-in
     * @throws dev.ksef.model.error.KsefDeadlineException if it does not decide by the deadline
     */
    public final AuthenticationStatus awaitSuccess(AuthenticationInit init, Deadline deadline) {
        long begun = time.millis();
        return polling.await(
                WHAT,
                init.referenceNumber(),
                deadline,
                () -> unless(SignInResponseCodes.NOT_KNOWN, begun, () -> decided(init, status(init, deadline))));
    }

    /**
     * The last step: takes the tokens, which KSeF hands out once. It is not repeated if its outcome is unknown.
     *
     * @throws KsefApiException with 21301 if the tokens were taken already
     */
    public final AuthenticationTokens redeem(AuthenticationInit init, Deadline deadline) {
        long begun = time.millis();
        AuthApi api = open(BearerSource.of(init.authenticationToken()), deadline);
        return polling.awaitReady(
                "Tokens of sign-in",
                init.referenceNumber(),
                deadline,
                () -> unless(SignInResponseCodes.NOT_AUTHORISED, begun, () -> Optional.of(api.redeem())));
    }

    final AuthApi open(BearerSource bearer, Deadline deadline) {
        return transport.open(AuthApi.class, new CallScope(null, bearer, timeout, deadline));
    }

    private static Optional<AuthenticationStatus> decided(AuthenticationInit init, AuthenticationStatus answer) {
        if (answer.status().isFailure()) {
            throw new KsefProcessingException(WHAT, answer.status(), init.referenceNumber());
        }
        return answer.status().isSuccess() ? Optional.of(answer) : Optional.empty();
    }

    /** Takes one error for "not yet" while KSeF may not yet know of the sign-in. */
    private <T> Optional<T> unless(int code, long begunMillis, Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (KsefApiException early) {
            if (early.has(code) && time.millis() - begunMillis < RACE.toMillis()) {
                return Optional.empty();
            }
            throw early;
        }
    }
}
