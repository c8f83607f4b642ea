package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.TokenKey;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tokens of each key in memory. Tokens that nobody has used for a while are emptied, and leave memory unless
 * somebody, such as a bound view, still holds them. As long as they are held they are found again and never replaced, so
 * that there are never two for one key.
 */
final class TokenCache {

    private final Map<TokenKey, Slot> byKey = new ConcurrentHashMap<>();
    /** The same slots by context, for those who ask for no credentials in particular. */
    private final Map<ContextIdentifier, Slot> usual = new ConcurrentHashMap<>();

    private final Function<TokenKey, ContextTokens> maker;
    private final long idleMillis;
    private final AtomicLong nextSweepMillis = new AtomicLong(Long.MIN_VALUE);

    TokenCache(Function<TokenKey, ContextTokens> maker, long idleMillis) {
        this.maker = maker;
        this.idleMillis = idleMillis;
    }

    /** Returns the tokens of a context, if it is known what its usual credentials are and they are in use. */
    @Nullable
    ContextTokens usual(ContextIdentifier context) {
        Slot slot = usual.get(context);
        return slot == null ? null : slot.inUse;
    }

    /** Returns the tokens for a key, which become the usual ones of its context. */
    ContextTokens usual(TokenKey key) {
        var tokens = new AtomicReference<@Nullable ContextTokens>();
        usual.put(key.context(), slot(key, tokens));
        return Objects.requireNonNull(tokens.get());
    }

    /** Returns the tokens for a key. */
    ContextTokens get(TokenKey key) {
        var tokens = new AtomicReference<@Nullable ContextTokens>();
        slot(key, tokens);
        return Objects.requireNonNull(tokens.get());
    }

    /** Forgets which credentials are the usual ones of a context; the next use asks for them again. */
    void forgetUsual(ContextIdentifier context) {
        usual.remove(context);
    }

    /** How many keys have tokens in memory. */
    long inUse() {
        return byKey.values().stream().filter(slot -> slot.inUse != null).count();
    }

    /** Empties, from time to time, what nobody has used for a while. The thread that comes at that time does it. */
    void sweep(long nowMillis) {
        long due = nextSweepMillis.get();
        if (nowMillis < due || !nextSweepMillis.compareAndSet(due, nowMillis + idleMillis / 4)) {
            return;
        }
        byKey.keySet().forEach(key -> byKey.computeIfPresent(key, (same, slot) -> swept(slot, nowMillis)));
        usual.values().removeIf(slot -> slot.inUse == null && slot.held.get() == null);
    }

    private @Nullable Slot swept(Slot slot, long nowMillis) {
        ContextTokens tokens = slot.inUse;
        if (tokens != null && nowMillis - tokens.usedMillis() > idleMillis) {
            slot.inUse = null;
            tokens.forget();
        }
        return slot.inUse == null && slot.held.get() == null ? null : slot;
    }

    /** Hands out the tokens as well, so that they cannot leave memory before they are used. */
    private Slot slot(TokenKey key, AtomicReference<@Nullable ContextTokens> tokens) {
        return Objects.requireNonNull(byKey.compute(key, (same, slot) -> {
            ContextTokens alive = slot == null ? null : slot.held.get();
            if (slot != null && alive != null) {
                alive.touch();
                slot.inUse = alive;
                tokens.set(alive);
                return slot;
            }
            ContextTokens made = maker.apply(key);
            tokens.set(made);
            return new Slot(made);
        }));
    }

    /** Holds the tokens of one key: strongly while they are in use, weakly afterwards. */
    private static final class Slot {

        private final WeakReference<ContextTokens> held;
        private volatile @Nullable ContextTokens inUse;

        Slot(ContextTokens tokens) {
            this.held = new WeakReference<>(tokens);
            this.inUse = tokens;
        }
    }
}
