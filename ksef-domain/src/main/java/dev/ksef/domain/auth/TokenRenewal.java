package dev.ksef.domain.auth;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One renewal of the tokens of a context: done by this thread, or by another that is at it already. */
final class TokenRenewal {

    private final TokenSlot slot;
    private final TokenDependencies dependencies;
    private final ServerClock clock;
    private final TokenDemand acceptable;
    private final boolean ahead;
    private final Deadline deadline;
    private boolean mine;
    private boolean changed;
    private boolean readable;
    private @Nullable StoreLock lock;
    private HeldTokens before = HeldTokens.NONE;
    private @Nullable TokenUpdate update;

    /**
     * @param slot whose tokens they are
     * @param ahead whether a token that is usable, but not fresh, is to be replaced
     */
    TokenRenewal(TokenSlot slot, TokenDemand acceptable, boolean ahead, Deadline deadline) {
        this.slot = slot;
        this.dependencies = slot.dependencies();
        this.clock = dependencies.clock();
        this.acceptable = acceptable;
        this.ahead = ahead;
        this.deadline = deadline;
    }

    /** Tells whether this thread did the work. */
    boolean isMine() {
        return mine;
    }

    /**
     * Returns the renewed tokens. The thread that did the work has them kept and tells the listeners, after those that waited
     * have gone on.
     */
    HeldTokens result() {
        try {
            return slot.once(deadline, this::work);
        } finally {
            try {
                keepOrRelease();
            } finally {
                slot.announcements().tell(update);
            }
        }
    }

    private void keepOrRelease() {
        if (changed) {
            slot.keep(lock, deadline);
        } else if (lock != null) {
            lock.release();
        }
    }

    private HeldTokens work() {
        mine = true;
        before = slot.get();
        if (suffices(before)) {
            return before;
        }
        HeldTokens now = takenFromStore();
        if (suffices(now)) {
            return now;
        }
        lock = slot.lock(deadline);
        return replaced();
    }

    private boolean suffices(HeldTokens tokens) {
        long millis = clock.millis();
        return acceptable.accepts(tokens) && (ahead ? tokens.isFresh(millis) : tokens.isUsable(millis));
    }

    private HeldTokens replaced() {
        // Who waited for the lock finds what another one has written under it.
        HeldTokens now = lock != null || readable ? takenFromStore() : slot.get();
        if (suffices(now)) {
            return now;
        }
        HeldTokens refreshed = acceptable.accepts(now) ? refreshed(now) : null;
        if (refreshed != null) {
            return refreshed;
        }
        return acceptable.maySignIn() ? signedInOrTold() : HeldTokens.NONE;
    }

    /**
     * Takes from the store what others have obtained meanwhile, or this client before a restart, if it is better than
     * what is held.
     */
    private HeldTokens takenFromStore() {
        while (true) {
            HeldTokens now = slot.get();
            StoredTokens stored = suffices(now) || now.past().storeIsOver() ? null : found();
            HeldTokens taken = stored == null ? null : better(stored, now);
            if (taken == null) {
                return now;
            }
            if (suffices(taken)
                    ? isChanged(taken, () -> slot.compareAndSet(now, taken))
                    : slot.compareAndSet(now, taken)) {
                return taken;
            }
        }
    }

    private @Nullable StoredTokens found() {
        StoreReading reading = slot.find(deadline);
        readable = reading.answered();
        return reading.tokens();
    }

    /** Null where the store holds nothing that helps. */
    private @Nullable HeldTokens better(StoredTokens stored, HeldTokens now) {
        AccessToken access = stored.accessToken();
        boolean better = access != null
                && slot.isGood(access)
                && !now.past().rejected(access)
                && (now.access() == null
                        || access.validUntilMillis() > now.access().validUntilMillis());
        if (!better && (now.refresh() != null || stored.refreshToken() == null)) {
            return null;
        }
        boolean same = stored.signIn() != null && stored.signIn().equals(now.signIn());
        HeldTokens all = HeldTokens.of(stored, same ? now.ordinal() : 0, dependencies.margins(), clock.millis())
                .with(now.past());
        HeldTokens taken = better ? all : all.withoutAccess();
        return acceptable.accepts(taken) ? taken : null;
    }

    /** Null where KSeF has nothing to refresh any more: only a new sign-in helps. */
    private @Nullable HeldTokens refreshed(HeldTokens old) {
        RefreshToken with = old.refresh();
        if (with == null || !slot.isGood(with)) {
            return null;
        }
        long begun = dependencies.time().millis();
        try {
            AccessToken token = dependencies
                    .open(AuthApi.class, slot.context(), BearerSource.of(with), deadline)
                    .refresh()
                    .accessToken();
            if (!slot.isGood(token)) {
                learnTheTime();
            }
            long millis = clock.millis();
            HeldTokens after = old.withAccess(token, dependencies.margins(), millis);
            changed |= isChanged(after, () -> replace(old, now -> after.with(now.past())));
            dependencies
                    .listener()
                    .on(new KsefEvent.TokenObtained(slot.context(), after.signIn(), true, slot.since(begun)));
            return after;
        } catch (KsefApiException refused) {
            if (refused.status() != SignInResponseCodes.BAD_REQUEST
                    && refused.status() != SignInResponseCodes.UNAUTHORISED) {
                throw refused;
            }
            changed |= replace(old, now -> now.withoutRefresh(clock.millis()));
            return null;
        }
    }

    /** Makes a change that the listeners are told of, in the order of the changes. Returns whether it was possible. */
    private boolean isChanged(HeldTokens after, BooleanSupplier change) {
        TokenUpdate made =
                slot.announcements().inOrder(() -> change.getAsBoolean() ? slot.update(before, after) : null);
        if (update == null) {
            // The first of several is told by us, and has the others told.
            update = made;
        }
        return made != null;
    }

    /** A new token that seems to be over shows that our clock is wrong, not KSeF's. */
    private void learnTheTime() {
        var challenge = dependencies
                .open(AuthApi.class, slot.context(), BearerSource.none(), deadline)
                .challenge();
        clock.learn(challenge);
    }

    /** Changes the tokens, unless somebody signed out or brought other tokens meanwhile. */
    private boolean replace(HeldTokens old, UnaryOperator<HeldTokens> change) {
        HeldTokens was =
                slot.getAndUpdate(now -> Objects.equals(now.refresh(), old.refresh()) ? change.apply(now) : now);
        return Objects.equals(was.refresh(), old.refresh());
    }

    /** Signs in, and tells of a failure; ahead of time the caller tells that the whole renewal failed. */
    private HeldTokens signedInOrTold() {
        long begun = dependencies.time().millis();
        try {
            return signedIn();
        } catch (RuntimeException failed) {
            if (!ahead) {
                slot.tell(Step.SIGNING_IN, failed, slot.since(begun));
            }
            throw failed;
        }
    }

    private HeldTokens signedIn() {
        HeldTokens now = slot.get();
        if (suffices(now)) {
            return now;
        }
        long started = dependencies.time().millis();
        TokenHistory begun = now.past();
        int ordinal = slot.nextSignIn();
        Credentials credentials =
                dependencies.credentials().get(slot.context(), slot.key().credentials());
        CompletedSignIn result = dependencies.signIn().signIn(slot.context(), credentials, deadline);
        AuthenticationTokens tokens = result.tokens();
        HeldTokens after = HeldTokens.of(result.toStore(), ordinal, dependencies.margins(), clock.millis());
        AtomicReference<TokenHistory> past = new AtomicReference<>(begun);
        boolean inUse = isChanged(after, () -> {
            HeldTokens was = slot.getAndUpdate(latest -> latest.past().bars() == begun.bars()
                    ? after.with(latest.past().renewed())
                    : latest);
            past.set(was.past());
            return was.past().bars() == begun.bars();
        });
        if (past.get().signOuts() != begun.signOuts()) {
            slot.close(tokens.refreshToken(), deadline);
            throw new KsefException("Somebody signed out of " + slot.context() + " while this call was signing in");
        }
        changed |= inUse;
        dependencies
                .listener()
                .on(new KsefEvent.TokenObtained(slot.context(), result.referenceNumber(), false, slot.since(started)));
        return after;
    }
}
