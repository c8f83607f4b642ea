package dev.ksef.domain.auth;

import dev.ksef.domain.auth.Credentials.TokenCredentials;
import dev.ksef.domain.crypto.EncryptedToken;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefToken;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthorizationPolicy;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;

/**
 * Signs in with a KSeF token: challenge, encrypted token, status, redeem. Each step can be called separately; {@link #signIn}
 * makes all of them.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/uwierzytelnianie.md">uwierzytelnianie</a>; operations of
 * {@link AuthApi}.
 */
public final class KsefTokenSignIn extends SignInSteps {

    private final EncryptionService encryption;
    private final SignInHold hold;

    /**
     * Makes a sign-in from its ports.
     *
     * @param clock is set by each challenge
     * @param time the clock by which it waits for KSeF's decision
     * @param timeout how long one call may take
     */
    public KsefTokenSignIn(
            Transport transport,
            EncryptionService encryption,
            ServerClock clock,
            Time time,
            KsefListener listener,
            Duration timeout) {
        super(transport, clock, time, listener, timeout);
        this.encryption = encryption;
        this.hold = new SignInHold(time);
    }

    /**
     * Makes all steps in one call.
     *
     * @throws KsefProcessingException if KSeF refuses the sign-in: 415 no rights, 450 token, 470 person, 480 context blocked,
     *     with details; after 450, 460, 470 and 480 the same sign-in is not tried again for a while
     * @throws dev.ksef.model.error.KsefDeadlineException if KSeF does not decide by the deadline
     */
    public CompletedSignIn signIn(ContextIdentifier context, TokenCredentials credentials, Deadline deadline) {
        hold.pass(context, credentials.token());
        AuthenticationInit init = start(context, credentials, deadline);
        try {
            awaitSuccess(init, deadline);
        } catch (KsefProcessingException refused) {
            hold.refused(context, credentials.token(), refused);
            throw refused;
        }
        hold.succeeded(context);
        return new CompletedSignIn(init.referenceNumber(), redeem(init, deadline));
    }

    /** The second step: encrypts the token. It makes no call unless the Ministry's keys are still unknown. */
    public EncryptedToken encrypt(KsefToken token, AuthChallenge challenge, Deadline deadline) {
        return encryption.encryptToken(token, challenge, deadline);
    }

    /**
     * The third step: sends the encrypted token, so that KSeF starts the sign-in.
     *
     * @param allowedIps the addresses from which the tokens may be used
     * @throws KsefApiException with 21111 if the challenge is too old or used, 21470 if the key is no longer known
     */
    public AuthenticationInit init(
            AuthChallenge challenge,
            ContextIdentifier context,
            EncryptedToken token,
            AllowedIps allowedIps,
            Deadline deadline) {
        return open(BearerSource.none(), deadline)
                .authenticateWithKsefToken(KsefTokenAuthentication.of(
                                challenge.challenge(), context, token.encryptedToken(), token.publicKeyId())
                        .under(AuthorizationPolicy.of(allowedIps)));
    }

    private AuthenticationInit start(ContextIdentifier context, TokenCredentials credentials, Deadline deadline) {
        AuthChallenge challenge = challenge(deadline);
        return encryption.with(
                Usage.KSEF_TOKEN_ENCRYPTION,
                deadline,
                key -> init(
                        challenge,
                        context,
                        encryption.encryptToken(credentials.token(), challenge, key),
                        credentials.allowedIps(),
                        deadline));
    }
}
