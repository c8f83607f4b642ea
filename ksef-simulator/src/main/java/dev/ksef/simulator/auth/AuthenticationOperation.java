package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One attempt to sign in and, if it succeeds, the login that it opens. Thread-safe. */
public final class AuthenticationOperation {

    static final Duration REFRESH_LIFE = Duration.ofDays(7);

    /**
     * What the client asked for, and how the attempt ends.
     *
     * @param position the place in the order of all attempts
     * @param proof what the client showed
     * @param endsAt the time from which on the outcome shows
     */
    public record Attempt(
            long position,
            String referenceNumber,
            LoginContext context,
            SignInProof proof,
            IpPolicy ipPolicy,
            Instant startedAt,
            Instant endsAt,
            ProcessingStatus outcome) {

        /** The subject of the certificate; null if the client signed in with a KSeF token. */
        public @Nullable CertificateSubject subject() {
            return proof.subject();
        }
    }

    private final Attempt attempt;
    private final boolean formerMethod;
    private boolean redeemed;
    private boolean revoked;
    private @Nullable Instant lastRefresh;

    /**
     * Begins with nothing redeemed.
     *
     * @param formerMethod whether the deprecated name of the method is told
     */
    public AuthenticationOperation(Attempt attempt, boolean formerMethod) {
        this.attempt = attempt;
        this.formerMethod = formerMethod;
    }

    public Attempt attempt() {
        return attempt;
    }

    String referenceNumber() {
        return attempt.referenceNumber();
    }

    public LoginContext context() {
        return attempt.context();
    }

    /** Who signed in, as access tokens tell it. */
    public ObjectNode subjectIdentifier() {
        return author().json();
    }

    /** Who signed in, as the author of what is done then. A KSeF token stands for its author. */
    public SubjectId author() {
        CertificateSubject subject = attempt.subject();
        if (subject == null) {
            TaxpayerToken token = attempt.proof().token();
            return token == null ? SubjectId.of(context()) : token.terms().author();
        }
        if (subject.nip() != null) {
            return SubjectId.nip(subject.nip());
        }
        return subject.pesel() != null
                ? SubjectId.pesel(subject.pesel())
                : SubjectId.fingerprint(subject.fingerprint());
    }

    /** The end of the refresh token, in whole seconds as the token itself tells it. */
    Instant refreshValidUntil() {
        return attempt.startedAt().plus(REFRESH_LIFE).truncatedTo(ChronoUnit.SECONDS);
    }

    synchronized ProcessingStatus status(Instant now) {
        if (now.isBefore(attempt.endsAt())) {
            return SignInStatuses.RUNNING;
        }
        return revoked ? SignInStatuses.REVOKED : attempt.outcome();
    }

    /** Whether the login can still be used or revoked. */
    boolean active(Instant now) {
        return status(now).success() && now.isBefore(refreshValidUntil());
    }

    /**
     * Notes that the client fetched the tokens.
     *
     * @throws BadRequest 21301 if the status does not allow it, or the tokens were fetched before
     */
    synchronized void redeem(Instant now) {
        requireSuccess(now, "pobranie tokenów");
        if (redeemed) {
            throw SignInRefusals.notAuthorised(
                    "Tokeny dla operacji uwierzytelniania " + referenceNumber() + " zostały już pobrane.");
        }
        redeemed = true;
    }

    /**
     * Notes that the client refreshed its access token.
     *
     * @throws BadRequest 21301 if the status does not allow it
     */
    synchronized void refresh(Instant now) {
        requireSuccess(now, "odświeżenie tokenu dostępowego");
        lastRefresh = now;
    }

    synchronized void revoke() {
        revoked = true;
    }

    private void requireSuccess(Instant now, String act) {
        ProcessingStatus status = status(now);
        if (!status.success()) {
            throw SignInRefusals.notAuthorised(
                    "Status uwierzytelnienia (" + status.code() + ") nie pozwala na " + act + ".");
        }
    }

    synchronized ObjectNode json(Instant now) {
        SignInMethod method = attempt.proof().method();
        ObjectNode json = JsonTrees.object().put("startDate", KsefTimestamps.json(attempt.startedAt()));
        if (formerMethod) {
            json.put("authenticationMethod", method.formerName());
        }
        json.set("authenticationMethodInfo", method.json());
        json.set("status", status(now).json());
        json.put("isTokenRedeemed", redeemed);
        if (lastRefresh != null) {
            json.put("lastTokenRefreshDate", KsefTimestamps.json(lastRefresh));
        }
        if (redeemed) {
            json.put("refreshTokenValidUntil", KsefTimestamps.json(refreshValidUntil()));
        }
        return json;
    }
}
