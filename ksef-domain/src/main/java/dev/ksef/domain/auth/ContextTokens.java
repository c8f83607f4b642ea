package dev.ksef.domain.auth;

import dev.ksef.domain.internal.ServerClock;
import dev.ksef.domain.internal.SingleFlight;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.ClosedException;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one context, obtained with one set of credentials. A token that is fresh is served from memory, without a
 * lock, for one look at the clock. One that is about to end is served while it is replaced in the background; one that is
 * over is replaced by one thread, for which all others wait, each by its own deadline.
 *
 * <p>Safe for many threads. What replaces a token, in this order: the {@link dev.ksef.port.store.TokenStore}, a refresh, a
 * sign-in.
 */
public final class ContextTokens implements BearerSource {

    /** After a refresh ahead of time has failed. */
    private static final long PAUSE_MILLIS = 15_000;
    /** How exactly the last use is known, so that using costs no writing. */
    private static final long USE_GRAIN_MILLIS = 10_000;

    private final TokenKey key;
    private final TokenServices services;
    private final ServerClock clock;
    private final SingleFlight<HeldTokens> flight;
    private final AtomicReference<HeldTokens> held = new AtomicReference<>(HeldTokens.NONE);
    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicBoolean refreshingAhead = new AtomicBoolean();
    private volatile long pausedUntilMillis = Long.MIN_VALUE;
    private volatile long usedMillis;

    ContextTokens(TokenKey key, TokenServices services) {
        this.key = key;
        this.services = services;
        this.clock = services.clock();
        this.flight = new SingleFlight<>("signing in for " + key.context(), services.time());
        this.usedMillis = clock.millis();
    }

    /** Whom they act for. */
    public ContextIdentifier context() {
        return key.context();
    }

    /** What they are obtained with. */
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
        return fresh != null ? fresh : bearer(TokenDemand.ANY, deadline);
    }

    /** The access token if nothing need be done for it: one look at the clock, no lock, no object. */
    @Nullable
    AccessToken ifFresh() {
        HeldTokens now = held.get();
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
     * An access token that meets the demand.
     *
     * @throws KsefException if it can only be met by tokens that are gone
     */
    AccessToken bearer(TokenDemand demand, Deadline deadline) {
        touch();
        while (true) {
            HeldTokens now = held.get();
            AccessToken access = now.access();
            long millis = clock.millis();
            if (access != null && now.isUsable(millis) && demand.accepts(now)) {
                if (!now.isFresh(millis)) {
                    refreshAhead(millis);
                }
                return access;
            }
            var renewal = new Renewal(demand, false, deadline);
            HeldTokens renewed = renewal.result();
            if (!renewal.isMine()) {
                // It may have served another demand, or have been refused, forgotten or ended meanwhile.
                continue;
            }
            AccessToken fresh = renewed.access();
            if (fresh == null || !demand.accepts(renewed)) {
                throw new KsefException(
                        "The tokens of " + key.context() + " are not those of the sign-in that was asked"
                                + " for, or can be refreshed no more: leave out the authentication reference, or name a sign-in"
                                + " whose tokens are held");
            }
            return fresh;
        }
    }

    /**
     * Tokens of a sign-in that begins from now on: the first use signs in, whatever tokens there are. For when rights have
     * changed.
     */
    public BearerSource anew() {
        return new DemandingBearerSource(this, new TokenDemand.LaterThan(signIns.get()));
    }

    /**
     * Tokens of that sign-in, which are refreshed but never replaced by those of another one.
     *
     * @param signIn the sign-in's number, as events and the list of authentication sessions tell it
     */
    public BearerSource under(ReferenceNumber signIn) {
        return new DemandingBearerSource(this, new TokenDemand.Of(signIn));
    }

    /**
     * Signs in now, whatever tokens there are.
     *
     * @throws KsefException if that cannot be done by the deadline; the tokens that there were stay
     */
    public AccessToken signInAnew(Deadline deadline) {
        return bearer(new TokenDemand.LaterThan(signIns.get()), deadline);
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
        HeldTokens seeded = HeldTokens.of(tokens, signIns.incrementAndGet(), services.margins(), clock.millis());
        HeldTokens before = held.getAndUpdate(now -> seeded.with(now.past().seeded()));
        keep();
        services.announce(update(before, seeded));
    }

    /** Forgets one token; a newer one stays. It is served again only if KSeF itself gives it out once more. */
    @Override
    public void rejected(BearerToken token) {
        held.updateAndGet(now -> now.without(token));
    }

    /** Forgets all tokens, here and in the store; KSeF is not told. The next use signs in. */
    public void invalidate() {
        held.updateAndGet(now -> HeldTokens.NONE.with(now.past().invalidated()));
        keep();
    }

    /**
     * Ends the authentication session at KSeF and forgets its tokens; without tokens it does nothing. Access tokens that
     * were given out stay valid to their end, since KSeF does not take them back. A sign-in that was under way fails, and
     * its session is ended, too; one that begins meanwhile stays. After a failure it can be tried again.
     */
    public void signOut(Deadline deadline) {
        HeldTokens now = held.updateAndGet(tokens -> tokens.with(tokens.past().signingOut()));
        RefreshToken session = now.refresh();
        if (session == null && !now.past().storeIsOver()) {
            StoredTokens stored = services.kept().find(key);
            session = stored == null ? null : stored.refreshToken();
        }
        if (session != null && isGood(session)) {
            close(session, deadline);
        }
        RefreshToken ended = session;
        held.updateAndGet(tokens -> tokens.refresh() == null || tokens.refresh().equals(ended)
                ? HeldTokens.NONE.with(tokens.past().storeOver())
                : tokens);
        keep();
    }

    TokenKey key() {
        return key;
    }

    /** When a token was last asked for, to some seconds, by KSeF's clock. */
    long usedMillis() {
        return usedMillis;
    }

    /** Counts as a use: somebody is about to ask for a token. */
    void touch() {
        usedMillis = clock.millis();
    }

    /** Forgets all tokens here; the store keeps its own. */
    void forget() {
        held.updateAndGet(now -> HeldTokens.NONE.with(now.past()));
    }

    /** Brings the store in line with what is held. Whoever changes that does so, too: the last one leaves it right. */
    private void keep() {
        HeldTokens now = held.get();
        HeldTokens kept;
        do {
            kept = now;
            if (!kept.isEmpty()) {
                services.kept().save(key, kept.toStore());
            } else if (kept.past().storeIsOver()) {
                services.kept().remove(key);
            }
            now = held.get();
        } while (now != kept);
    }

    private void refreshAhead(long millis) {
        Executor background = services.background();
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
        long begun = services.time().millis();
        try {
            new Renewal(TokenDemand.ANY, true, services.callDeadline()).result();
        } catch (KsefException | ClosedException failed) {
            aheadFailed(Step.REFRESHING_AHEAD, failed, since(begun));
        } catch (RuntimeException thrown) {
            aheadFailed(Step.LISTENING, thrown, since(begun));
        } finally {
            refreshingAhead.set(false);
        }
    }

    private void aheadFailed(Step step, RuntimeException failure, Duration duration) {
        pausedUntilMillis = clock.millis() + PAUSE_MILLIS;
        tell(step, failure, duration);
    }

    private void tell(Step step, RuntimeException failure, Duration duration) {
        services.listener()
                .on(new KsefEvent.TokenTrouble(
                        key.context(), step, failure.getClass().getSimpleName(), duration));
    }

    private Duration since(long millis) {
        return Duration.ofMillis(services.time().millis() - millis);
    }

    private TokenUpdate update(HeldTokens before, HeldTokens after) {
        return new TokenUpdate(
                key,
                after.toStore(),
                !Objects.equals(before.access(), after.access()),
                !Objects.equals(before.refresh(), after.refresh()));
    }

    private void close(RefreshToken session, Deadline deadline) {
        services.open(AuthSessionApi.class, key.context(), BearerSource.of(session), deadline)
                .closeCurrent();
    }

    private boolean isGood(BearerToken token) {
        return clock.millis() < services.margins().uselessFrom(token);
    }

    @Override
    public String toString() {
        return "access tokens of " + key;
    }

    /** One attempt at better tokens: made here, or shared with the thread that is at it already. */
    private final class Renewal {

        private final TokenDemand demand;
        private final boolean ahead;
        private final Deadline deadline;
        private boolean mine;
        private HeldTokens before = HeldTokens.NONE;
        private @Nullable TokenUpdate update;

        /**
         * @param ahead whether a token that is usable, but not fresh, is to be replaced
         */
        Renewal(TokenDemand demand, boolean ahead, Deadline deadline) {
            this.demand = demand;
            this.ahead = ahead;
            this.deadline = deadline;
        }

        /** Whether this thread did the work. */
        boolean isMine() {
            return mine;
        }

        /** Whoever did the work tells the listeners, when nobody waits for it any more. */
        HeldTokens result() {
            HeldTokens result = flight.result(deadline, this::work);
            if (update != null && (update.accessChanged() || update.refreshChanged())) {
                services.announce(update);
            }
            return result;
        }

        private HeldTokens work() {
            mine = true;
            before = held.get();
            if (suffices(before)) {
                return before;
            }
            return services.kept().exclusively(key, deadline, this::replaced);
        }

        private boolean suffices(HeldTokens tokens) {
            long millis = clock.millis();
            return demand.accepts(tokens) && (ahead ? tokens.isFresh(millis) : tokens.isUsable(millis));
        }

        private HeldTokens replaced() {
            HeldTokens now = takenFromStore();
            if (suffices(now)) {
                return now;
            }
            HeldTokens refreshed = demand.accepts(now) ? refreshed(now) : null;
            if (refreshed != null) {
                return refreshed;
            }
            return demand.maySignIn() ? signedInOrTold() : HeldTokens.NONE;
        }

        /** What others who share the store have obtained meanwhile, or we before a restart, if it is better than ours. */
        private HeldTokens takenFromStore() {
            while (true) {
                HeldTokens now = held.get();
                StoredTokens stored = suffices(now) || now.past().storeIsOver()
                        ? null
                        : services.kept().find(key);
                HeldTokens taken = stored == null ? null : better(stored, now);
                if (taken == null) {
                    return now;
                }
                if (held.compareAndSet(now, taken)) {
                    update = update(before, taken);
                    return taken;
                }
            }
        }

        /** Null where the store holds nothing that helps. */
        private @Nullable HeldTokens better(StoredTokens stored, HeldTokens now) {
            AccessToken access = stored.accessToken();
            boolean better = access != null
                    && isGood(access)
                    && !now.past().rejected(access)
                    && (now.access() == null
                            || access.validUntilMillis() > now.access().validUntilMillis());
            if (!better && (now.refresh() != null || stored.refreshToken() == null)) {
                return null;
            }
            boolean same = stored.signIn() != null && stored.signIn().equals(now.signIn());
            HeldTokens all = HeldTokens.of(stored, same ? now.ordinal() : 0, services.margins(), clock.millis())
                    .with(now.past());
            HeldTokens taken = better ? all : all.withoutAccess();
            return demand.accepts(taken) ? taken : null;
        }

        /** Null where KSeF has nothing to refresh any more: only a new sign-in helps. */
        private @Nullable HeldTokens refreshed(HeldTokens old) {
            RefreshToken with = old.refresh();
            if (with == null || !isGood(with)) {
                return null;
            }
            long begun = services.time().millis();
            try {
                AccessToken token = services.open(AuthApi.class, key.context(), BearerSource.of(with), deadline)
                        .refresh()
                        .accessToken();
                if (!isGood(token)) {
                    learnTheTime();
                }
                long millis = clock.millis();
                HeldTokens after = old.withAccess(token, services.margins(), millis);
                if (replace(old, now -> after.with(now.past()))) {
                    update = update(before, after);
                    keep();
                }
                services.listener().on(new KsefEvent.TokenObtained(key.context(), after.signIn(), true, since(begun)));
                return after;
            } catch (KsefApiException refused) {
                if (refused.status() != 400 && refused.status() != 401) {
                    throw refused;
                }
                if (replace(old, now -> now.withoutRefresh(clock.millis()))) {
                    keep();
                }
                return null;
            }
        }

        /** A new token that seems to be over shows that our clock is wrong, not KSeF's. */
        private void learnTheTime() {
            var challenge = services.open(AuthApi.class, key.context(), BearerSource.none(), deadline)
                    .challenge();
            clock.learn(challenge, services.time().millis());
        }

        /** Unless somebody signed out, or brought other tokens, meanwhile. */
        private boolean replace(HeldTokens old, UnaryOperator<HeldTokens> change) {
            HeldTokens was =
                    held.getAndUpdate(now -> Objects.equals(now.refresh(), old.refresh()) ? change.apply(now) : now);
            return Objects.equals(was.refresh(), old.refresh());
        }

        /** Ahead of time a sign-in is only a part of what is told to have failed. */
        private HeldTokens signedInOrTold() {
            long begun = services.time().millis();
            try {
                return signedIn();
            } catch (RuntimeException failed) {
                if (!ahead) {
                    tell(Step.SIGNING_IN, failed, since(begun));
                }
                throw failed;
            }
        }

        private HeldTokens signedIn() {
            HeldTokens now = held.get();
            if (suffices(now)) {
                return now;
            }
            long started = services.time().millis();
            TokenHistory begun = now.past();
            int ordinal = signIns.incrementAndGet();
            Credentials credentials = services.credentials().get(key.context(), key.credentials());
            CompletedSignIn result = services.signIn().signIn(key.context(), credentials, deadline);
            AuthenticationTokens tokens = result.tokens();
            HeldTokens after = HeldTokens.of(result.toStore(), ordinal, services.margins(), clock.millis());
            TokenHistory past = held.getAndUpdate(latest -> latest.past().bars() == begun.bars()
                            ? after.with(latest.past().renewed())
                            : latest)
                    .past();
            if (past.signOuts() != begun.signOuts()) {
                close(tokens.refreshToken(), deadline);
                throw new KsefException("Somebody signed out of " + key.context() + " while this call was signing in");
            }
            if (past.bars() == begun.bars()) {
                update = update(before, after);
                keep();
            }
            services.listener()
                    .on(new KsefEvent.TokenObtained(key.context(), result.referenceNumber(), false, since(started)));
            return after;
        }
    }
}
