package dev.ksef.domain.auth;

import dev.ksef.domain.auth.Credentials.CertificateCredentials;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.BearerSource;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with a signed document (XAdES). With a signer, {@link #signIn} makes all steps. If a person signs elsewhere, there
 * are two steps: {@link #prepare} the document, and {@link #submit} it signed within 10 minutes.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/uwierzytelnianie.md">uwierzytelnianie</a>,
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a>; operations of {@link
 * AuthApi}.
 */
public final class XadesSignIn extends SignInSteps {

    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(10);
    private static final String ENFORCE_PROFILE = "enforce-xades-compliance";
    /**
     * Findings that do not count where we signed: a check knows the local clock alone, and the validity was judged by
     * KSeF's clock before signing.
     */
    private static final Set<Cause> BY_TIME = Set.of(Cause.EXPIRED, Cause.NOT_YET_VALID);
    /** How long parts of KSeF may not take a certificate yet that has just begun. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final @Nullable XadesCheck check;
    private final SignInHold hold;

    /**
     * Makes a sign-in from its ports.
     *
     * @param clock is set by each challenge
     * @param time the clock by which it waits for KSeF's decision
     * @param timeout how long one call may take
     * @param check checks signed documents before they are sent; null for no check
     */
    public XadesSignIn(
            Transport transport,
            ServerClock clock,
            Time time,
            KsefListener listener,
            Duration timeout,
            @Nullable XadesCheck check) {
        super(transport, clock, time, listener, timeout);
        this.check = check;
        this.hold = new SignInHold(time);
    }

    /**
     * Makes all steps in one call. If the certificate becomes valid within two hours, as new ones of KSeF may, this waits for
     * it as far as the deadline allows. A challenge that KSeF no longer accepts is replaced once.
     *
     * @throws KsefSigningException if the certificate cannot sign in, has expired or begins too late, if it cannot sign, or if
     *     KSeF would refuse the signed document; no document was sent then
     * @throws KsefApiException if KSeF refuses the document: 9101 to 9105, 21115, 21117, 21217, 21401, 21406
     * @throws KsefProcessingException if KSeF refuses the sign-in: 415 no rights, 460 certificate, 470 person, 480 context
     *     blocked, with details. After a refusal of the certificate or the document the same sign-in is not tried again for a
     *     while
     * @throws dev.ksef.model.error.KsefDeadlineException if KSeF does not decide by the deadline
     */
    public CompletedSignIn signIn(ContextIdentifier context, CertificateCredentials credentials, Deadline deadline) {
        SignerCertificate certificate = credentials.signer().certificate();
        certificate.requireMaySignIn(credentials.options().subjectIdentifierType());
        var proof = new Proof(certificate.fingerprint(), credentials.options());
        hold.pass(context, proof);
        awaitBegin(certificate, deadline);
        AuthenticationInit init = start(context, credentials, proof, deadline);
        try {
            awaitSuccess(init, deadline);
        } catch (KsefProcessingException refused) {
            if (!isYoung(certificate)) {
                hold.refused(context, proof, refused);
            }
            throw refused;
        }
        hold.succeeded(context);
        return new CompletedSignIn(init.referenceNumber(), redeem(init, deadline));
    }

    /** The first of two steps: requests a challenge and prepares the document that is to be signed. */
    public PreparedSignIn prepare(ContextIdentifier context, XadesOptions options, Deadline deadline) {
        AuthChallenge challenge = challenge(deadline);
        long until = clock.wallMillis(challenge.timestampMs() + CHALLENGE_LIFE.toMillis());
        return answering(challenge, text -> {
            var prepared = new PreparedSignIn(text, context, options, Instant.ofEpochMilli(until));
            prepared.request();
            return prepared;
        });
    }

    /**
     * The second of two steps: checks and sends the signed document, waits for the sign-in, and takes the tokens.
     *
     * @param signed the signed document, in exactly the bytes that were signed
     * @throws KsefSigningException if KSeF would refuse the document, with all its problems, or if it is too late to answer the
     *     challenge; nothing was sent then
     * @throws KsefApiException if KSeF refuses the document
     * @throws KsefProcessingException if KSeF refuses the sign-in
     * @throws dev.ksef.model.error.KsefDeadlineException if KSeF does not decide by the deadline. So that a person's signature
     *     is not lost then, call the steps {@link #init}, {@link #awaitSuccess} and {@link #redeem} separately
     */
    public CompletedSignIn submit(PreparedSignIn prepared, byte[] signed, Deadline deadline) {
        AuthenticationInit init = init(prepared, signed, deadline);
        awaitSuccess(init, deadline);
        return new CompletedSignIn(init.referenceNumber(), redeem(init, deadline));
    }

    /**
     * Checks and sends the signed document, so that KSeF starts the sign-in.
     *
     * @throws KsefSigningException as {@link #submit}
     * @throws KsefApiException if KSeF refuses the document; 21111 if the challenge is too old or used
     */
    public AuthenticationInit init(PreparedSignIn prepared, byte[] signed, Deadline deadline) {
        return init(prepared, SignedAuthRequest.of(signed), Set.of(), deadline);
    }

    private AuthenticationInit init(
            PreparedSignIn prepared, SignedAuthRequest document, Set<Cause> judged, Deadline deadline) {
        requireGood(prepared, document, judged);
        requireAnswerable(prepared);
        return open(BearerSource.none(), deadline)
                .authenticateWithXades(
                        document,
                        prepared.options().isVerifyingChain() ? true : null,
                        prepared.options().isEnforcingProfile() ? ENFORCE_PROFILE : null);
    }

    /** Waits until the certificate is valid: new ones of KSeF may become valid an hour or two from now. */
    private void awaitBegin(SignerCertificate certificate, Deadline deadline) {
        if (isEarly(certificate)) {
            // Or else our clock is slow, which the time of a challenge tells.
            challenge(deadline);
        }
        certificate.requireValid(now());
        if (isEarly(certificate)) {
            long beginMillis = clock.steadyMillis(certificate.validFrom().toEpochMilli());
            if (beginMillis > deadline.atMillis()) {
                throw new KsefSigningException("The certificate " + certificate.summary() + " is valid from "
                        + certificate.validFrom()
                        + " only, which is later than this call may take: sign in from then on, or"
                        + " give the call more time");
            }
            polling.until("Certificate " + certificate.summary(), beginMillis);
        }
    }

    /** Signs and sends the document; once more with another challenge if KSeF does not accept the first one. */
    private AuthenticationInit start(
            ContextIdentifier context, CertificateCredentials credentials, Proof proof, Deadline deadline) {
        try {
            return attempt(context, credentials, deadline);
        } catch (KsefApiException refused) {
            if (refused.has(SignInResponseCodes.CHALLENGE_NOT_VALID)) {
                return attempt(context, credentials, deadline);
            }
            if (refused.status() == SignInResponseCodes.BAD_REQUEST
                    && !isYoung(credentials.signer().certificate())) {
                hold.refused(context, proof, refused);
            }
            throw refused;
        }
    }

    private AuthenticationInit attempt(
            ContextIdentifier context, CertificateCredentials credentials, Deadline deadline) {
        PreparedSignIn prepared = prepare(context, credentials.options(), deadline);
        byte[] signed = credentials.signer().sign(prepared.request());
        return init(prepared, SignedAuthRequest.of(signed), BY_TIME, deadline);
    }

    private void requireGood(PreparedSignIn prepared, SignedAuthRequest document, Set<Cause> judged) {
        List<SignatureFinding> all = check == null ? List.of() : check.check(document.bytes(), prepared.request());
        List<SignatureFinding> findings = all.stream()
                .filter(finding -> !judged.contains(finding.cause()))
                .toList();
        if (!findings.isEmpty()) {
            throw new KsefSigningException(
                    "The signed document for " + prepared.context() + " was not sent, since KSeF would refuse it",
                    findings);
        }
    }

    private void requireAnswerable(PreparedSignIn prepared) {
        Instant now = Instant.ofEpochMilli(time.wallMillis());
        if (!now.isBefore(prepared.answerableUntil())) {
            throw new KsefSigningException("The signed document for " + prepared.context()
                    + " was not sent: its challenge could be answered until " + prepared.answerableUntil()
                    + ", and it is " + now + ". Prepare another sign-in and have that signed within 10 minutes");
        }
    }

    private boolean isEarly(SignerCertificate certificate) {
        return now().isBefore(certificate.validFrom());
    }

    /** Tells whether a refusal may be due to a part of KSeF that has not taken note of the certificate. */
    private boolean isYoung(SignerCertificate certificate) {
        return now().isBefore(certificate.validFrom().plus(YOUNG));
    }

    private Instant now() {
        return clock.instant();
    }

    /** What is signed in with: another certificate, or the same with other options, may be accepted. */
    private record Proof(String fingerprint, XadesOptions options) {}
}
