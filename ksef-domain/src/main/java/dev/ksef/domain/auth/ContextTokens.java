package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one context, obtained with one set of credentials. A fresh token is served from memory, without a lock and with
 * one reading of the clock. A token that expires soon is served while it is replaced in the background. An expired token is
 * replaced by one thread. All other threads wait for that thread, each by its own deadline.
 *
 * <p>Safe for many threads. A new token comes from the {@link dev.ksef.port.store.TokenStore}, otherwise from a refresh,
 * otherwise from a sign-in.
 */
public final class ContextTokens implements BearerSource {

    /** The pause between a failed refresh ahead of time and the next one. */
    private static final long PAUSE_MILLIS = 15_000;
    /** The precision of the time of the last use, which is not written at each use. */
    private static final long USE_GRAIN_MILLIS = 10_000;

    private final TokenSlot slot;
    private final TokenKey key;
    private final TokenDependencies dependencies;
    private final ServerClock clock;
    private final AtomicBoolean refreshingAhead = new AtomicBoolean();
    private volatile long pausedUntilMillis = Long.MIN_VALUE;
    private volatile long usedMillis;

    ContextTokens(TokenKey key, TokenDependencies dependencies) {
        this.slot = new TokenSlot(key, dependencies);
        this.key = key;
        this.dependencies = dependencies;
        this.clock = dependencies.clock();
        this.usedMillis = clock.millis();
    }

    /** Returns the context that the tokens act for. */
    public ContextIdentifier context() {
        return key.context();
    }

    /** Returns the name of the credentials that they are obtained with. */
    public CredentialsId credentials() {
        return key.credentials();
    }

    /**
     * Returns an access token that is good now.
     *
     * @throws KsefException if no token can be obtained by the deadline. The failure of a sign-in is thrown to all threads that
     *     waited for it
     */
    @Override
    public AccessToken bearer(Deadline deadline) {
        AccessToken fresh = ifFresh();
        return fresh != null ? fresh : bearer(TokenDemand.ANY, deadline);
    }

    /** Returns the access token if it is fresh, otherwise null. Reads the clock once; takes no lock and makes no object. */
    @Nullable
    AccessToken ifFresh() {
        HeldTokens now = slot.get();
        long millis = clock.millis();
        if (!now.isFresh(millis)) {
            return null;
        }
        if (Math.abs(millis - usedMillis) > USE_GRAIN_MILLIS) {
            usedMillis = millis;
            slot.catchUp();
        }
        return now.access();
    }

    /**
     * Returns an access token that is acceptable.
     *
     * @throws KsefException if no acceptable token can be obtained
     */
    AccessToken bearer(TokenDemand acceptable, Deadline deadline) {
        touch();
        while (true) {
            HeldTokens now = slot.get();
            AccessToken access = now.access();
            long millis = clock.millis();
            if (access != null && now.isUsable(millis) && acceptable.accepts(now)) {
                if (!now.isFresh(millis)) {
                    startRefreshAhead();
                }
                return access;
            }
            var renewal = new TokenRenewal(slot, acceptable, false, deadline);
            HeldTokens renewed = renewal.result();
            if (!renewal.isMine()) {
                // The renewal may have served a call that accepts other tokens, or its token was refused, forgotten or
                // ended since.
                continue;
            }
            AccessToken fresh = renewed.access();
            if (fresh == null || !acceptable.accepts(renewed)) {
                throw new KsefException("The tokens of " + key.context() + " are not from the requested sign-in,"
                        + " or can no longer be refreshed: omit the authentication reference, or name a sign-in"
                        + " whose tokens this client holds");
            }
            return fresh;
        }
    }

    /**
     * Returns a source of tokens from a new sign-in: the first use signs in, even if there are valid tokens. Use it after
     * rights have changed.
     */
    public BearerSource anew() {
        return new RestrictedBearerSource(this, new TokenDemand.LaterThan(slot.signIns()));
    }

    /**
     * Returns a source of tokens from one sign-in. They are refreshed, but never replaced by those of another sign-in.
     *
     * @param signIn the sign-in's number, from events or the list of authentication sessions
     */
    public BearerSource under(ReferenceNumber signIn) {
        return new RestrictedBearerSource(this, new TokenDemand.Of(signIn));
    }

    /**
     * Signs in now, even if there are valid tokens.
     *
     * @throws KsefException if that fails or takes longer than the deadline; the earlier tokens stay
     */
    public AccessToken signInAnew(Deadline deadline) {
        return bearer(new TokenDemand.LaterThan(slot.signIns()), deadline);
    }

    /** Replaces the current tokens with tokens that were obtained elsewhere. */
    public void seed(AuthenticationTokens tokens) {
        seed(StoredTokens.of(tokens));
    }

    /** Replaces the current tokens with those of a sign-in that was made step by step. */
    public void seed(CompletedSignIn signedIn) {
        seed(signedIn.toStore());
    }

    /** Replaces the current tokens with tokens that were obtained elsewhere. */
    public void seed(StoredTokens tokens) {
        HeldTokens seeded = HeldTokens.of(tokens, slot.nextSignIn(), dependencies.margins(), clock.millis());
        TokenUpdate update = slot.announcements()
                .inOrder(() -> slot.update(
                        slot.getAndUpdate(now -> seeded.with(now.past().seeded())), seeded));
        try {
            keep(dependencies.callDeadline());
        } finally {
            slot.announcements().tell(update);
        }
    }

    /** Forgets one token; a newer one stays. The token is served again only if KSeF itself issues it once more. */
    @Override
    public void rejected(BearerToken token) {
        slot.updateAndGet(now -> now.without(token));
    }

    /** Forgets all tokens, here and in the store; KSeF is not told. The next use signs in. */
    public void invalidate() {
        slot.updateAndGet(now -> HeldTokens.NONE.with(now.past().invalidated()));
        keep(dependencies.callDeadline());
    }

    /**
     * Closes the authentication session at KSeF and forgets its tokens; without tokens it does nothing. Issued access tokens
     * stay valid until they expire, since KSeF does not revoke them. A sign-in in progress fails, and its session is closed,
     * too. A sign-in that begins later stays. After a failure the call can be repeated.
     */
    public void signOut(Deadline deadline) {
        HeldTokens now = slot.updateAndGet(tokens -> tokens.with(tokens.past().signingOut()));
        RefreshToken session = now.refresh();
        if (session == null && !now.past().storeIsOver()) {
            StoredTokens stored = slot.find(deadline).tokens();
            session = stored == null ? null : stored.refreshToken();
        }
        if (session != null && slot.isGood(session)) {
            slot.close(session, deadline);
        }
        RefreshToken ended = session;
        slot.updateAndGet(tokens -> tokens.refresh() == null || tokens.refresh().equals(ended)
                ? HeldTokens.NONE.with(tokens.past().storeOver())
                : tokens);
        keep(deadline);
    }

    private void keep(Deadline deadline) {
        slot.keep(null, deadline);
    }

    TokenKey key() {
        return key;
    }

    /** Returns the time of the last request for a token, precise to some seconds, by KSeF's clock. */
    long usedMillis() {
        return usedMillis;
    }

    /** Counts as a use of the tokens. */
    void touch() {
        usedMillis = clock.millis();
    }

    /** Forgets all tokens here; the store keeps its own. */
    void forget() {
        slot.updateAndGet(now -> HeldTokens.NONE.with(now.past()));
    }

    private void startRefreshAhead() {
        Executor background = dependencies.background();
        if (background == null
                || dependencies.time().millis() < pausedUntilMillis
                || !refreshingAhead.compareAndSet(false, true)) {
            return;
        }
        try {
            background.execute(this::refreshAhead);
        } catch (RejectedExecutionException closed) {
            aheadFailed(Step.REFRESHING_AHEAD, closed, Duration.ZERO);
            refreshingAhead.set(false);
        }
    }

    private void refreshAhead() {
        long begun = dependencies.time().millis();
        try {
            new TokenRenewal(slot, TokenDemand.ANY, true, dependencies.callDeadline()).result();
        } catch (KsefException | ClosedException failed) {
            aheadFailed(Step.REFRESHING_AHEAD, failed, slot.since(begun));
        } catch (RuntimeException thrown) {
            aheadFailed(Step.LISTENING, thrown, slot.since(begun));
        } finally {
            refreshingAhead.set(false);
        }
    }

    private void aheadFailed(Step step, RuntimeException failure, Duration duration) {
        pausedUntilMillis = dependencies.time().millis() + PAUSE_MILLIS;
        slot.tell(step, failure, duration);
    }

    @Override
    public String toString() {
        return "access tokens of " + key;
    }
}
