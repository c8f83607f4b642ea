package dev.ksef.domain.auth;

import dev.ksef.domain.internal.SingleFlight;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.BearerSource;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.TokenTrouble.Step;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.store.TokenUpdate;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tokens of one context and brings the store in line with them. One immutable value at a time is held; whoever
 * changes it does so by comparing and setting. Thread-safe.
 */
final class TokenSlot {

    private final TokenKey key;
    private final TokenDependencies dependencies;
    private final SingleFlight<HeldTokens> renewal;
    private final AtomicReference<HeldTokens> held = new AtomicReference<>(HeldTokens.NONE);
    private final AtomicInteger signIns = new AtomicInteger();
    private final @Nullable FailsafeTokenStore kept;
    private final TokenAnnouncements announcements;

    TokenSlot(TokenKey key, TokenDependencies dependencies) {
        this.key = key;
        this.dependencies = dependencies;
        this.renewal = new SingleFlight<>("signing in for " + key.context(), dependencies.time());
        TokenStore store = dependencies.store();
        this.kept = store == null
                ? null
                : new FailsafeTokenStore(store, key, dependencies.time(), dependencies.listener(), held::get);
        this.announcements =
                new TokenAnnouncements(dependencies::announce, thrown -> tell(Step.LISTENING, thrown, null));
    }

    TokenKey key() {
        return key;
    }

    ContextIdentifier context() {
        return key.context();
    }

    TokenDependencies dependencies() {
        return dependencies;
    }

    HeldTokens get() {
        return held.get();
    }

    HeldTokens getAndUpdate(UnaryOperator<HeldTokens> change) {
        return held.getAndUpdate(change);
    }

    HeldTokens updateAndGet(UnaryOperator<HeldTokens> change) {
        return held.updateAndGet(change);
    }

    boolean compareAndSet(HeldTokens expected, HeldTokens changed) {
        return held.compareAndSet(expected, changed);
    }

    /** How many sign-ins have begun; their order tells which tokens are newer. */
    int signIns() {
        return signIns.get();
    }

    int nextSignIn() {
        return signIns.incrementAndGet();
    }

    /** Has one thread at a time renew the tokens; the others wait for the result, each by its own deadline. */
    HeldTokens once(Deadline deadline, Supplier<HeldTokens> work) {
        return renewal.result(deadline, work);
    }

    /** Returns what the store keeps. */
    StoreReading find(Deadline deadline) {
        return kept == null ? StoreReading.NO_ANSWER : kept.find(deadline);
    }

    /** Takes the lock that all users of the store share; null if there is none, or the store does not give it. */
    @Nullable
    StoreLock lock(Deadline deadline) {
        return kept == null ? null : kept.lock(deadline);
    }

    /**
     * Makes the store hold what is held here. Every thread that changes the tokens calls it, so that the last one leaves
     * the store right.
     *
     * @param lock under which it is done; released in any case
     */
    void keep(@Nullable StoreLock lock, Deadline deadline) {
        if (kept != null) {
            kept.keep(lock, deadline);
        }
    }

    /** Makes the store hold what is held here, if it failed to do so and holds nothing newer. Does not wait. */
    void catchUp() {
        if (kept != null) {
            kept.catchUp();
        }
    }

    /** What the listeners are told, in the order of the changes. */
    TokenAnnouncements announcements() {
        return announcements;
    }

    /** Ends an authentication session at KSeF. */
    void close(RefreshToken session, Deadline deadline) {
        dependencies
                .open(AuthSessionApi.class, key.context(), BearerSource.of(session), deadline)
                .closeCurrent();
    }

    /** Tells whether a token lives long enough to be worth sending. */
    boolean isGood(BearerToken token) {
        return dependencies.clock().millis() < dependencies.margins().uselessFrom(token);
    }

    /** Describes the change for whoever keeps tokens in a way of its own. */
    TokenUpdate update(HeldTokens before, HeldTokens after) {
        return new TokenUpdate(
                key,
                after.toStore(),
                !Objects.equals(before.access(), after.access()),
                !Objects.equals(before.refresh(), after.refresh()));
    }

    void tell(Step step, Throwable failure, @Nullable Duration duration) {
        dependencies
                .listener()
                .on(new KsefEvent.TokenTrouble(
                        key.context(), step, failure.getClass().getSimpleName(), duration));
    }

    Duration since(long millis) {
        return Duration.ofMillis(dependencies.time().millis() - millis);
    }
}
