package dev.ksef.domain.limit;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A limiter that counts as KSeF does: in windows that slide, of a second, a minute and an hour at once. Calls leave as early
 * as these allow and never earlier, so that no stretch of time that long has more of them than KSeF takes, wherever it
 * begins. It starts from the documented limits. A limit of zero is applied neither to public calls, nor to all calls together,
 * nor to the calls by which KSeF is asked for the limits, since nothing could correct it then.
 *
 * <p>A block is believed for six hours. Beyond that one call an hour leaves as a probe, until one is answered with something
 * other than 429 ({@link #answered}).
 *
 * <p>What has left is forgotten after an hour, and a quota of which nothing is known any more is dropped. Limits that were told
 * and differ from the documented ones are kept as long as the limiter. What leaves while a quota is unlimited is not remembered
 * when it becomes limited.
 *
 * <p>It counts what its own process makes. Nodes that share a context and an address share the counting with {@link #sharedThrough}.
 */
public final class SlidingRateLimiter implements RateLimiter {

    private static final Duration USUAL_SLACK = Duration.ofMillis(200);

    private final Time time;
    private final WindowLengths windows;
    private final Duration slack;
    private final @Nullable LedgerUse ledger;
    private final KnownLimits limits = new KnownLimits();
    private final RateLimitGates gates;

    private SlidingRateLimiter(Time time, WindowLengths windows, Duration slack, @Nullable LedgerUse ledger) {
        this.time = time;
        this.windows = windows;
        this.slack = slack;
        this.ledger = ledger;
        this.gates = ledger == null
                ? new RateLimitGates(time, limits, windows.longerBy(slack), GateMaker.COUNTING)
                : new RateLimitGates(time, limits, sharedWindows(), new LedgerLink(ledger, time));
    }

    private WindowLengths sharedWindows() {
        WindowLengths longer = windows.longerBy(slack.plus(LedgerLink.GRANT));
        if (longer.hourMillis() > CallWindow.LONGEST.toMillis()) {
            throw new IllegalArgumentException("A ledger counts no windows as long as that: a slack of " + slack);
        }
        return longer;
    }

    /** Returns a limiter that has counted nothing yet. */
    public static SlidingRateLimiter of(Time time) {
        return new SlidingRateLimiter(time, WindowLengths.OF_KSEF, USUAL_SLACK, null);
    }

    /** Returns a limiter with other windows, for tests. */
    static SlidingRateLimiter of(Time time, WindowLengths windows) {
        return new SlidingRateLimiter(time, windows, Duration.ZERO, null);
    }

    /** How many quotas are kept. */
    int quotas() {
        return gates.size();
    }

    /** How many calls are kept that lead to them. */
    int calls() {
        return gates.found();
    }

    /**
     * Another limiter, with nothing counted yet, for another difference in travelling time.
     *
     * @param slack how much later one call may reach KSeF than another that left at the same time; each window is reckoned
     *     that much longer. 200 ms by default; with zero windows are exact
     * @throws IllegalArgumentException if it is negative or, with a ledger, almost an hour or longer
     */
    public SlidingRateLimiter slack(Duration slack) {
        if (slack.isNegative()) {
            throw new IllegalArgumentException("A slack cannot be negative: " + slack);
        }
        return new SlidingRateLimiter(time, windows, slack, ledger);
    }

    /** Another limiter, with nothing counted yet, that shares its counting: see {@link #sharedThrough(CallLedger, int, KsefListener)}. */
    public SlidingRateLimiter sharedThrough(CallLedger ledger) {
        return sharedThrough(ledger, 1, new KsefListener() {});
    }

    /**
     * Another limiter, with nothing counted yet, that shares its counting with all limiters that use the same ledger, also of
     * other processes. Its calls leave only when the ledger has counted them, those that wait for the same quota with one
     * question, and with those that are likely to follow while all windows are far from full. Windows are reckoned 100 ms
     * longer, since for so long a call may be under way from the ledger to KSeF. Blocks are shared, too; their end, by
     * {@link #forgive} for example, is known to the other nodes within a few seconds. The limits are not: tell them to each node
     * ({@link #limit}).
     *
     * <p>If the ledger fails, or all its answers take longer than 100 ms for five seconds, the limiter goes on alone, and asks again
     * every three seconds. Until then it counts only its own calls, and divides each limit by the number of nodes that were last
     * at work; of fewer calls than nodes it makes one in a window that is so many times longer. That keeps the limits if all
     * nodes are alone, and only when what left before has left the windows. What it made alone, it tells the ledger afterwards.
     *
     * <p>A call that gives up while the ledger is asked may have been counted. Asking is not cut short at the deadline of a call,
     * but only by the time limit of the ledger.
     *
     * @param nodes by how many nodes the limits are divided if the ledger cannot be asked from the beginning; 1 by default,
     *     which leaves the limits as they are
     * @param listener is told when the limiter goes on alone, and when it shares again
     * @throws IllegalArgumentException if {@code nodes} is less than 1
     */
    public SlidingRateLimiter sharedThrough(CallLedger ledger, int nodes, KsefListener listener) {
        return new SlidingRateLimiter(time, windows, slack, new LedgerUse(ledger, nodes, listener));
    }

    @Override
    public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal)
            throws InterruptedException {
        while (true) {
            switch (gates.of(call).pass(call, deadline, signal)) {
                case LEFT -> {
                    return true;
                }
                case LET_GO -> {
                    return false;
                }
                case RETIRED -> gates.forget(call);
            }
        }
    }

    @Override
    public void acquire(LimitedCall call, Deadline deadline) throws InterruptedException {
        if (!gates.of(call).passesAtOnce(deadline)) {
            acquire(call, deadline, new CompletableFuture<Void>());
        }
    }

    @Override
    public void penalise(LimitedCall call, long untilMillis) {
        gates.add(QuotaKey.of(call), new long[0], untilMillis);
    }

    @Override
    public void answered(LimitedCall call) {
        gates.answered(QuotaKey.of(call));
    }

    @Override
    public void forgive(String environment, ContextIdentifier context) {
        if (ledger != null) {
            // Other nodes may have blocked what this one has not used yet.
            Arrays.stream(RateLimitGroup.values())
                    .forEach(group -> gates.of(new QuotaKey(environment, context, group, null)));
            gates.of(QuotaKey.publicCalls(environment));
        }
        gates.unblock(environment, context);
    }

    /**
     * {@inheritDoc}
     *
     * @return far in the future if KSeF takes no such call at all
     * @throws IllegalArgumentException if {@code calls} is less than 1
     */
    @Override
    public Instant whenFor(LimitedCall call, int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("Ask for one call at least, not for " + calls);
        }
        return time.wallAt(gates.of(QuotaKey.of(call)).whenFor(calls));
    }

    @Override
    public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits told) {
        limits.tell(environment, context, told);
        gates.limit(environment);
    }

    /**
     * Returns the state that another process has to know, since KSeF goes on counting and blocking when this one ends: when the
     * calls of the last hour left, until when KSeF blocks, and the limits that differ from the documented ones. It holds
     * contexts and operations, and no secrets.
     */
    public String save() {
        List<SavedQuota> quotas = gates.saved().stream()
                .map(quota -> quota.movedBy(wallAheadMillis()))
                .toList();
        return SavedLimitsText.of(new SavedLimits(limits.told(), quotas));
    }

    /**
     * Adds what another process saved to what is counted here. Restoring the same twice counts it twice. Limits that were told
     * here stay, unless they are the documented ones: restore first.
     *
     * @param text what {@link #save} returned
     * @throws IllegalArgumentException if it is not what {@link #save} made, or damaged; nothing is changed
     */
    public void restore(String text) {
        SavedLimits state = SavedLimitsText.read(text);
        state.told().forEach(limits::recall);
        state.told().keySet().stream().map(QuotaKey::environment).distinct().forEach(gates::limit);
        for (SavedQuota saved : state.quotas()) {
            SavedQuota quota = saved.movedBy(-wallAheadMillis());
            gates.add(quota.key(), quota.leftBy(time.millis()), quota.blockedUntilMillis());
        }
    }

    /** The steady clock counts; only the wall clock means the same to another process. */
    private long wallAheadMillis() {
        return time.wallMillis() - time.millis();
    }
}
