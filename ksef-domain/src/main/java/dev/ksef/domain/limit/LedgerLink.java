package dev.ksef.domain.limit;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ledger, and knows whether it can be asked. If it fails, or all its answers come too late for some seconds, the node
 * is alone: then one call every few seconds asks it again.
 */
final class LedgerLink implements GateMaker {

    /** How long a grant is good for, reckoned from when it was asked for. Windows are reckoned longer by as much. */
    static final Duration GRANT = Duration.ofMillis(100);

    /** How long a node that is alone waits before it asks again. */
    static final long RETRY_MILLIS = 3_000;

    /**
     * A ledger all of whose answers come too late for so long has failed. Nodes that go alone one by one exceed the limits
     * together with those that do not, so a pause of this process or a busy moment of the ledger is rather waited out.
     */
    static final long LATE_MILLIS = 5_000;

    private static final long NOT_LATE = Long.MAX_VALUE;
    private static final long FIRST_LATE_PAUSE_MILLIS = 100;
    private static final long LONGEST_LATE_PAUSE_MILLIS = 1_000;

    private final LedgerUse use;
    private final Time time;
    private final ListenerGroup listener;
    private final String node = UUID.randomUUID().toString();
    private final AtomicLong demands = new AtomicLong();
    private final AtomicReference<@Nullable Long> aloneSince = new AtomicReference<>();
    private final AtomicLong nextTry = new AtomicLong();
    private final AtomicLong lateSince = new AtomicLong(NOT_LATE);
    private final AtomicInteger lateAnswers = new AtomicInteger();
    private final Map<String, Integer> nodes = new ConcurrentHashMap<>();

    LedgerLink(LedgerUse use, Time time) {
        this.use = use;
        this.time = time;
        this.listener = ListenerGroup.of(List.of(use.listener()));
    }

    /**
     * An answer.
     *
     * @param goodUntil until when its grants are good
     */
    record Answer(CallGrant grant, long goodUntil) {}

    @Override
    public CallQuota quota(QuotaKey key, WindowAllowance allowance) {
        return new LedgerQuota(key, allowance);
    }

    @Override
    public RateLimitGate gate(CallQuota own, CallQuota shared, Time clock, AtomicLong numbers) {
        return new LedgerGate((LedgerQuota) own, (LedgerQuota) shared, clock, numbers, this);
    }

    boolean isAlone() {
        return aloneSince.get() != null;
    }

    /** How many nodes share the limits, as far as this one was told. */
    int nodes(String environment) {
        return nodes.getOrDefault(environment, use.nodes());
    }

    /** When the ledger is asked again by a node that is alone. */
    long nextTry() {
        return nextTry.get();
    }

    /** Tells one caller that it is the one to ask. */
    boolean mayTry(long nowMillis) {
        long at = nextTry.get();
        return at <= nowMillis && nextTry.compareAndSet(at, nowMillis + RETRY_MILLIS);
    }

    /** Returns the answer; null if there is none, and the node is alone. */
    @Nullable
    Answer take(List<QuotaDemand> quotas, int wanted, boolean probe) throws InterruptedException {
        var demand = new CallDemand(node + "-" + demands.incrementAndGet(), node, quotas, wanted, probe);
        long asked = time.millis();
        long goodUntil = asked + GRANT.toMillis();
        try {
            CallGrant grant = use.ledger().take(demand);
            if (grant.counts().size() != quotas.size()) {
                throw new KsefStorageException("The ledger of calls answered about other quotas than asked", null);
            }
            nodes.put(quotas.get(0).key().environment(), Math.max(1, grant.nodes()));
            judge(asked, time.millis());
            return new Answer(grant, goodUntil);
        } catch (RuntimeException failed) {
            lost(failed);
            return null;
        }
    }

    private void judge(long asked, long answered) {
        if (answered <= asked + GRANT.toMillis()) {
            lateSince.set(NOT_LATE);
            lateAnswers.set(0);
            back();
            return;
        }
        lateAnswers.incrementAndGet();
        long since = lateSince.accumulateAndGet(asked, Math::min);
        if (answered - since >= LATE_MILLIS) {
            lost(new KsefStorageException(
                    "The ledger of calls takes longer than " + GRANT.toMillis() + " ms to answer", null));
        }
    }

    /** Tells whether the last answer came too late. What is granted by another one that does is counted in vain. */
    boolean isLate() {
        return lateAnswers.get() > 0;
    }

    /** How long to wait after an answer that came too late: the longer, the more there were. */
    long latePause() {
        int doublings = Math.min(lateAnswers.get(), 5) - 1;
        return Math.min(LONGEST_LATE_PAUSE_MILLIS, FIRST_LATE_PAUSE_MILLIS << Math.max(0, doublings));
    }

    /** Tells the ledger of a block, or of its end; returns whether that was done. */
    boolean tell(QuotaKey key, BlockNews news) throws InterruptedException {
        try {
            if (news.remainingMillis() > 0) {
                use.ledger().block(key, news.remainingMillis());
            } else {
                use.ledger().unblock(key);
            }
            return true;
        } catch (RuntimeException failed) {
            lost(failed);
            return false;
        }
    }

    private void lost(RuntimeException failed) {
        long now = time.millis();
        nextTry.set(now + RETRY_MILLIS);
        if (aloneSince.compareAndSet(null, now)) {
            // Of what is no failure of a ledger, the message may quote anything.
            String why = failed instanceof KsefStorageException
                    ? "" + failed.getMessage()
                    : failed.getClass().getName();
            listener.on(new KsefEvent.LimitsAlone(mostNodes(), why));
        }
    }

    private int mostNodes() {
        return nodes.values().stream().mapToInt(Integer::intValue).max().orElse(use.nodes());
    }

    private void back() {
        Long since = aloneSince.getAndSet(null);
        if (since != null) {
            listener.on(new KsefEvent.LimitsShared(Duration.ofMillis(time.millis() - since)));
        }
    }
}
