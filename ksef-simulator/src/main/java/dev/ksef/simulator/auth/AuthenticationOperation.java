package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One attempt to sign in and, once it succeeded, the login it opened. Thread-safe. */
public final class AuthenticationOperation {

    static final Duration REFRESH_LIFE = Duration.ofDays(7);

    /**
     * What was asked for and how it ends.
     *
     * @param position the place in the order of all attempts
     * @param proof what the client showed
     * @param endsAt when the outcome shows
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

        /** Whom the certificate used names, if one was used. */
        public @Nullable CertificateSubject subject() {
            return proof.subject();
        }
    }

    private final Attempt attempt;
    private boolean redeemed;
    private boolean revoked;
    private @Nullable Instant lastRefresh;

    public AuthenticationOperation(Attempt attempt) {
        this.attempt = attempt;
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

    /** Whole seconds, since the token says its end in seconds too. */
    Instant refreshValidUntil() {
        return attempt.startedAt().plus(REFRESH_LIFE).truncatedTo(ChronoUnit.SECONDS);
    }

    synchronized ProcessingStatus status(Instant now) {
        if (now.isBefore(attempt.endsAt())) {
            return SignInStatuses.RUNNING;
        }
        return revoked ? SignInStatuses.REVOKED : attempt.outcome();
    }

    /** Whether there is something to revoke. */
    boolean active(Instant now) {
        return status(now).success() && now.isBefore(refreshValidUntil());
    }

    /**
     * Marks the tokens as taken.
     *
     * @throws BadRequest 21301 if the status does not allow it or they were taken before
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
     * Notes a refresh.
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
                    "Status uwierzytelniania (" + status.code() + ") nie pozwala na " + act + ".");
        }
    }

    synchronized ObjectNode json(Instant now) {
        SignInMethod method = attempt.proof().method();
        ObjectNode json = JsonTrees.object()
                .put("startDate", KsefTimestamps.json(attempt.startedAt()))
                .put("authenticationMethod", method.formerName());
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
