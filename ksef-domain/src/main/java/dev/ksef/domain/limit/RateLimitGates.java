package dev.ksef.domain.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The gates of all keys: made when first needed, and dropped when nothing is known of them any more. */
final class RateLimitGates {

    private static final int FEW = 64;

    /** How many operations one quota has at most, as a rule. */
    private static final int CALLS_OF_A_GATE = 16;

    private final Time time;
    private final KnownLimits limits;
    private final WindowLengths windows;
    private final GateMaker maker;
    private final Map<QuotaKey, RateLimitGate> gates = new ConcurrentHashMap<>();
    private final Map<LimitedCall, RateLimitGate> found = new ConcurrentHashMap<>();
    private final Map<String, CallQuota> shared = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger sweepAt = new AtomicInteger(FEW);

    /**
     * @param maker makes gates and quotas
     */
    RateLimitGates(Time time, KnownLimits limits, WindowLengths windows, GateMaker maker) {
        this.time = time;
        this.limits = limits;
        this.windows = windows;
        this.maker = maker;
    }

    /** Returns the gate of a call. It may have been retired: then {@link #forget} the call, and ask again. */
    RateLimitGate of(LimitedCall call) {
        RateLimitGate gate = found.get(call);
        return gate == null ? find(call) : gate;
    }

    private RateLimitGate find(LimitedCall call) {
        RateLimitGate gate = of(QuotaKey.of(call));
        if (found.size() >= CALLS_OF_A_GATE * gates.size()) {
            found.clear();
        }
        found.put(call, gate);
        return gate;
    }

    void forget(LimitedCall call) {
        found.remove(call);
    }

    /** How many calls lead to their gates without a key. */
    int found() {
        return found.size();
    }

    RateLimitGate of(QuotaKey key) {
        RateLimitGate gate = gates.get(key);
        return gate == null ? make(key) : gate;
    }

    /** Makes a gate. Limits may be told meanwhile, so that they are set once more when the gate can be found. */
    private RateLimitGate make(QuotaKey key) {
        sweep();
        CallQuota all = shared(key.environment());
        RateLimitGate gate =
                gates.computeIfAbsent(key, absent -> maker.gate(maker.quota(key, allowance(key)), all, time, numbers));
        gate.limit(key, limits, windows);
        return gate;
    }

    private CallQuota shared(String environment) {
        QuotaKey key = QuotaKey.allCalls(environment);
        CallQuota known = shared.get(environment);
        if (known != null) {
            return known;
        }
        CallQuota made = shared.computeIfAbsent(environment, absent -> maker.quota(key, allowance(key)));
        limitShared(made, key);
        return made;
    }

    private WindowAllowance allowance(QuotaKey key) {
        return WindowAllowance.of(limits.of(key), windows);
    }

    /** Drops gates that are idle, whenever there are twice as many as after the last time. */
    private void sweep() {
        int size = sweepAt.get();
        if (gates.size() < size || !sweepAt.compareAndSet(size, Integer.MAX_VALUE)) {
            return;
        }
        long now = time.millis();
        gates.keySet()
                .forEach(key ->
                        gates.computeIfPresent(key, (same, gate) -> gate.retire(now, sinceMillis(now)) ? null : gate));
        found.clear();
        sweepAt.set(Math.max(FEW, 2 * gates.size()));
    }

    /** How many there are now. */
    int size() {
        return gates.size();
    }

    void limit(String environment) {
        CallQuota all = shared.get(environment);
        if (all != null) {
            limitShared(all, QuotaKey.allCalls(environment));
        }
        gates.forEach((key, gate) -> {
            if (key.environment().equals(environment)) {
                gate.limit(key, limits, windows);
            }
        });
    }

    private void limitShared(CallQuota all, QuotaKey key) {
        synchronized (all) {
            all.limit(allowance(key));
        }
    }

    void add(QuotaKey key, long[] leavingTimes, long blockedUntilMillis) {
        if (key.group() == null) {
            CallQuota all = shared(key.environment());
            synchronized (all) {
                all.merge(leavingTimes, blockedUntilMillis, time.millis());
            }
            return;
        }
        while (!of(key).add(leavingTimes, blockedUntilMillis)) {
            // It was dropped meanwhile: there is another in its place.
        }
    }

    /** KSeF has answered a call of this quota with something other than a block. */
    void answered(QuotaKey key) {
        RateLimitGate gate = gates.get(key);
        if (gate != null) {
            gate.answered();
        }
    }

    /** Ends the blocks of one context, and those of the calls that belong to none. */
    void unblock(String environment, ContextIdentifier context) {
        gates.forEach((key, gate) -> {
            if (key.environment().equals(environment)
                    && (key.context() == null || key.context().equals(context))) {
                gate.unblock();
            }
        });
    }

    List<SavedQuota> saved() {
        long now = time.millis();
        long since = sinceMillis(now);
        Stream<SavedQuota> own =
                gates.entrySet().stream().map(each -> each.getValue().saved(each.getKey(), since));
        Stream<SavedQuota> all = shared.entrySet().stream().map(each -> saved(each.getKey(), each.getValue(), since));
        return Stream.concat(own, all).filter(each -> !each.isEmpty(now)).toList();
    }

    private static SavedQuota saved(String environment, CallQuota all, long sinceMillis) {
        synchronized (all) {
            return SavedQuota.of(QuotaKey.allCalls(environment), all.counter(), sinceMillis);
        }
    }

    private long sinceMillis(long now) {
        return now - windows.hourMillis();
    }
}
