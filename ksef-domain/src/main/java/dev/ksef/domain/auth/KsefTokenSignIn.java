package dev.ksef.domain.auth;

import dev.ksef.domain.Polling;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefToken;
import dev.ksef.model.PublicKeyCertificate.Usage;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Deadline;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs in with a KSeF token: challenge, encrypted token, status, redeem. Each step can be made on its own; {@link
 * #signIn} makes them all.
 *
 * <p>Source: uwierzytelnianie.md; operations of {@link AuthApi}.
 */
public final class KsefTokenSignIn {

    private static final String WHAT = "Sign-in";
    private static final int NOT_AUTHORISED = 21301;
    private static final int NOT_KNOWN = 21304;
    /** How long KSeF may not know yet what it has just begun or finished. Observed: a second or two. */
    private static final Duration RACE = Duration.ofSeconds(10);

    private final Transport transport;
    private final EncryptionService encryption;
    private final ServerClock clock;
    private final Polling polling;
    private final Time time;
    private final Duration timeout;
    private final SignInHold hold;

    /**
     * @param timeout how long one call may take
     */
    public KsefTokenSignIn(
            Transport transport,
            EncryptionService encryption,
            ServerClock clock,
            Polling polling,
            Time time,
            Duration timeout) {
        this.transport = transport;
        this.encryption = encryption;
        this.clock = clock;
        this.polling = polling;
        this.time = time;
        this.timeout = timeout;
        this.hold = new SignInHold(time);
    }

    /**
     * All steps in one.
     *
     * @throws KsefProcessingException if KSeF refuses the sign-in: 415 no rights, 450 token, 470 person, 480 context
     *     blocked, with details; after 450, 460, 470 and 480 the same sign-in is held back for a while
     * @throws dev.ksef.model.error.KsefDeadlineException if KSeF does not decide by the deadline
     */
    public SignedIn signIn(ContextIdentifier context, KsefToken token, Deadline deadline) {
        hold.pass(context, token);
        AuthenticationInit init = start(context, token, deadline);
        try {
            awaitSuccess(init, deadline);
        } catch (KsefProcessingException refused) {
            hold.refused(context, token, refused);
            throw refused;
        }
        hold.succeeded(context);
        return new SignedIn(init.referenceNumber(), redeem(init, deadline));
    }

    /** The first step: a challenge, good for 10 minutes and one attempt. Sets the clock by it. */
    public AuthChallenge challenge(Deadline deadline) {
        AuthChallenge challenge = open(BearerSource.none(), deadline).challenge();
        clock.learn(challenge, time.millis());
        return challenge;
    }

    /** The second step, which makes no call unless the Ministry's keys are not known yet. */
    public EncryptedToken encrypt(KsefToken token, AuthChallenge challenge, Deadline deadline) {
        return encryption.encryptToken(token, challenge, deadline);
    }

    /**
     * The third step: KSeF takes up the sign-in.
     *
     * @throws KsefApiException with 21111 if the challenge is too old or used, 21470 if the key is not known any more
     */
    public AuthenticationInit init(
            AuthChallenge challenge, ContextIdentifier context, EncryptedToken token, Deadline deadline) {
        return open(BearerSource.none(), deadline)
                .authenticateWithKsefToken(new KsefTokenAuthentication(
                        challenge.challenge(), context, token.encryptedToken(), token.publicKeyId()));
    }

    /** The fourth step, once: how far the sign-in is. */
    public AuthenticationStatus status(AuthenticationInit init, Deadline deadline) {
        return open(BearerSource.of(init.authenticationToken()), deadline).status(init.referenceNumber());
    }

    /**
     * The fourth step to its end.
     *
     * @throws KsefProcessingException if KSeF refuses the sign-in
     * @throws dev.ksef.model.error.KsefDeadlineException if it does not decide by the deadline
     */
    public AuthenticationStatus awaitSuccess(AuthenticationInit init, Deadline deadline) {
        long begun = time.millis();
        return polling.await(
                WHAT,
                init.referenceNumber(),
                deadline,
                () -> unless(NOT_KNOWN, begun, () -> decided(init, status(init, deadline))));
    }

    /**
     * The fifth step: the tokens, which KSeF gives once. It is not repeated when its outcome is unknown.
     *
     * @throws KsefApiException with 21301 if the tokens were taken already
     */
    public AuthenticationTokens redeem(AuthenticationInit init, Deadline deadline) {
        long begun = time.millis();
        AuthApi api = open(BearerSource.of(init.authenticationToken()), deadline);
        return polling.awaitReady(
                "Tokens of sign-in",
                init.referenceNumber(),
                deadline,
                () -> unless(NOT_AUTHORISED, begun, () -> Optional.of(api.redeem())));
    }

    private AuthenticationInit start(ContextIdentifier context, KsefToken token, Deadline deadline) {
        AuthChallenge challenge = challenge(deadline);
        return encryption.with(
                Usage.KSEF_TOKEN_ENCRYPTION,
                deadline,
                key -> init(challenge, context, encryption.encryptToken(token, challenge, key), deadline));
    }

    private static Optional<AuthenticationStatus> decided(AuthenticationInit init, AuthenticationStatus answer) {
        if (answer.status().isFailure()) {
            throw new KsefProcessingException(WHAT, answer.status(), init.referenceNumber());
        }
        return answer.status().isSuccess() ? Optional.of(answer) : Optional.empty();
    }

    /** Takes one error as "not yet" while KSeF may still be catching up with itself. */
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

    private AuthApi open(BearerSource bearer, Deadline deadline) {
        return transport.open(AuthApi.class, new CallScope(null, bearer, timeout, deadline));
    }
}
