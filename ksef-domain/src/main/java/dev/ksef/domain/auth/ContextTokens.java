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
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one context, obtained with one set of credentials. A fresh token is served from memory, without a lock
 * and with one reading of the clock. One that is about to end is served while it is replaced in the background. One that
 * is over is replaced by one thread; all others wait for that thread, each by its own deadline.
 *
 * <p>Safe for many threads. A new token comes from the {@link dev.ksef.port.store.TokenStore}, or else from a refresh, or
 * else from a sign-in.
 */
public final class ContextTokens implements BearerSource {

    /** How long no refresh ahead of time is tried after one has failed. */
    private static final long PAUSE_MILLIS = 15_000;
    /** How exactly the time of the last use is known: it is not written at each use. */
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

    /** The context that the tokens act for. */
    public ContextIdentifier context() {
        return key.context();
    }

    /** The name of the credentials that they are obtained with. */
    public CredentialsId credentials() {
        return key.credentials();
    }

    /**
     * An access token that is good now.
     *
     * @throws KsefException if none can be had by the deadline: the failure of the sign-in, for all who waited for it
     */
    @Override
    public AccessToken bearer(Deadline deadline) {
        AccessToken fresh = ifFresh();
        return fresh != null ? fresh : bearer(AcceptableTokens.ANY, deadline);
    }

    /** The access token if it is fresh, otherwise null. Reads the clock once; takes no lock and makes no object. */
    @Nullable
    AccessToken ifFresh() {
        HeldTokens now = slot.get();
        long millis = clock.millis();
        if (!now.isFresh(millis)) {
            return null;
        }
        if (millis - usedMillis > USE_GRAIN_MILLIS) {
            usedMillis = millis;
        }
        return now.access();
    }

    /**
     * An access token that is acceptable.
     *
     * @throws KsefException if it can only be met by tokens that are gone
     */
    AccessToken bearer(AcceptableTokens acceptable, Deadline deadline) {
        touch();
        while (true) {
            HeldTokens now = slot.get();
            AccessToken access = now.access();
            long millis = clock.millis();
            if (access != null && now.isUsable(millis) && acceptable.accepts(now)) {
                if (!now.isFresh(millis)) {
                    refreshAhead(millis);
                }
                return access;
            }
            var renewal = new TokenRenewal(slot, acceptable, false, deadline);
            HeldTokens renewed = renewal.result();
            if (!renewal.isMine()) {
                // It may have served a call that accepts others, or have been refused, forgotten or ended meanwhile.
                continue;
            }
            AccessToken fresh = renewed.access();
            if (fresh == null || !acceptable.accepts(renewed)) {
                throw new KsefException(
                        "The tokens of " + key.context() + " are not those of the sign-in that was asked"
                                + " for, or can be refreshed no more: leave out the authentication reference, or name a sign-in"
                                + " whose tokens are held");
            }
            return fresh;
        }
    }

    /**
     * Serves tokens of a sign-in that begins from now on: the first use signs in, whatever tokens there are. Meant for
     * when rights have changed.
     */
    public BearerSource anew() {
        return new RestrictedBearerSource(this, new AcceptableTokens.LaterThan(slot.signIns()));
    }

    /**
     * Serves tokens of one sign-in, which are refreshed but never replaced by those of another.
     *
     * @param signIn the sign-in's number, as events and the list of authentication sessions tell it
     */
    public BearerSource under(ReferenceNumber signIn) {
        return new RestrictedBearerSource(this, new AcceptableTokens.Of(signIn));
    }

    /**
     * Signs in now, whatever tokens there are.
     *
     * @throws KsefException if that cannot be done by the deadline; the tokens that there were stay
     */
    public AccessToken signInAnew(Deadline deadline) {
        return bearer(new AcceptableTokens.LaterThan(slot.signIns()), deadline);
    }

    /** Uses tokens that were obtained elsewhere, in place of those that there are. */
    public void seed(AuthenticationTokens tokens) {
        seed(StoredTokens.of(tokens));
    }

    /** Uses the tokens of a sign-in that was made step by step, in place of those that there are. */
    public void seed(CompletedSignIn signedIn) {
        seed(signedIn.toStore());
    }

    /** Uses tokens that were obtained elsewhere, in place of those that there are. */
    public void seed(StoredTokens tokens) {
        HeldTokens seeded = HeldTokens.of(tokens, slot.nextSignIn(), dependencies.margins(), clock.millis());
        HeldTokens before = slot.getAndUpdate(now -> seeded.with(now.past().seeded()));
        slot.keep();
        dependencies.announce(slot.update(before, seeded));
    }

    /** Forgets one token; a newer one stays. The token is served again only if KSeF itself issues it once more. */
    @Override
    public void rejected(BearerToken token) {
        slot.updateAndGet(now -> now.without(token));
    }

    /** Forgets all tokens, here and in the store; KSeF is not told. The next use signs in. */
    public void invalidate() {
        slot.updateAndGet(now -> HeldTokens.NONE.with(now.past().invalidated()));
        slot.keep();
    }

    /**
     * Ends the authentication session at KSeF and forgets its tokens; without tokens it does nothing. Access tokens that
     * were given out stay valid to their end, since KSeF does not take them back. A sign-in that was under way fails, and
     * its session is ended, too; one that begins meanwhile stays. After a failure it can be tried again.
     */
    public void signOut(Deadline deadline) {
        HeldTokens now = slot.updateAndGet(tokens -> tokens.with(tokens.past().signingOut()));
        RefreshToken session = now.refresh();
        if (session == null && !now.past().storeIsOver()) {
            StoredTokens stored = dependencies.kept().find(key);
            session = stored == null ? null : stored.refreshToken();
        }
        if (session != null && slot.isGood(session)) {
            slot.close(session, deadline);
        }
        RefreshToken ended = session;
        slot.updateAndGet(tokens -> tokens.refresh() == null || tokens.refresh().equals(ended)
                ? HeldTokens.NONE.with(tokens.past().storeOver())
                : tokens);
        slot.keep();
    }

    TokenKey key() {
        return key;
    }

    /** When a token was last asked for, to some seconds, by KSeF's clock. */
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

    private void refreshAhead(long millis) {
        Executor background = dependencies.background();
        if (background == null || millis < pausedUntilMillis || !refreshingAhead.compareAndSet(false, true)) {
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
            new TokenRenewal(slot, AcceptableTokens.ANY, true, dependencies.callDeadline()).result();
        } catch (KsefException | ClosedException failed) {
            aheadFailed(Step.REFRESHING_AHEAD, failed, slot.since(begun));
        } catch (RuntimeException thrown) {
            aheadFailed(Step.LISTENING, thrown, slot.since(begun));
        } finally {
            refreshingAhead.set(false);
        }
    }

    private void aheadFailed(Step step, RuntimeException failure, Duration duration) {
        pausedUntilMillis = clock.millis() + PAUSE_MILLIS;
        slot.tell(step, failure, duration);
    }

    @Override
    public String toString() {
        return "access tokens of " + key;
    }
}
