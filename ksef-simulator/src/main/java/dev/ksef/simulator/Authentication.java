package dev.ksef.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One attempt to sign in and, once it succeeded, the login it opened. Thread-safe. */
final class Authentication {

    static final Duration REFRESH_LIFE = Duration.ofDays(7);

    private static final Status RUNNING = Status.of(100, "Uwierzytelnianie w toku");
    private static final Status REVOKED = Status.of(
            425,
            "Uwierzytelnienie unieważnione",
            "Uwierzytelnienie i powiązane refresh tokeny zostały unieważnione przez użytkownika");

    /**
     * What was asked for and how it ends.
     *
     * @param position the place in the order of all attempts
     * @param proof what the client showed
     * @param endsAt when the outcome shows
     */
    record Attempt(
            long position,
            String referenceNumber,
            ContextIdentifier context,
            Proof proof,
            IpPolicy ipPolicy,
            Instant startedAt,
            Instant endsAt,
            Status outcome) {

        /** Whom the certificate used names, if one was used. */
        @Nullable
        Subject subject() {
            return proof.subject();
        }
    }

    private final Attempt attempt;
    private boolean redeemed;
    private boolean revoked;
    private @Nullable Instant lastRefresh;

    Authentication(Attempt attempt) {
        this.attempt = attempt;
    }

    Attempt attempt() {
        return attempt;
    }

    String referenceNumber() {
        return attempt.referenceNumber();
    }

    ContextIdentifier context() {
        return attempt.context();
    }

    /** Whole seconds, since the token says its end in seconds too. */
    Instant refreshValidUntil() {
        return attempt.startedAt().plus(REFRESH_LIFE).truncatedTo(ChronoUnit.SECONDS);
    }

    synchronized Status status(Instant now) {
        if (now.isBefore(attempt.endsAt())) {
            return RUNNING;
        }
        return revoked ? REVOKED : attempt.outcome();
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
            throw BadRequest.notAuthorised(
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
        Status status = status(now);
        if (!status.success()) {
            throw BadRequest.notAuthorised(
                    "Status uwierzytelniania (" + status.code() + ") nie pozwala na " + act + ".");
        }
    }

    synchronized ObjectNode json(Instant now) {
        SignInMethod method = attempt.proof().method();
        ObjectNode json = Json.object()
                .put("startDate", Timestamps.json(attempt.startedAt()))
                .put("authenticationMethod", method.formerName());
        json.set("authenticationMethodInfo", method.json());
        json.set("status", status(now).json());
        json.put("isTokenRedeemed", redeemed);
        if (lastRefresh != null) {
            json.put("lastTokenRefreshDate", Timestamps.json(lastRefresh));
        }
        if (redeemed) {
            json.put("refreshTokenValidUntil", Timestamps.json(refreshValidUntil()));
        }
        return json;
    }
}
