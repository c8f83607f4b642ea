package dev.ksef.domain.limit;

import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quota that a ledger counts. Of the ledger's counting it keeps a replica, by which it forecasts and refuses. The calls that
 * this node made it counts apart: by these it goes on, with its part of the limit, while the ledger cannot be asked.
 */
final class LedgerQuota extends CallQuota {

    /** Clocks that count the same block for hours do not differ by more. */
    private static final long SAME_BLOCK_MILLIS = 5_000;

    private static final long CENTURY_MILLIS = 36_525L * 24 * 3_600_000;

    private final QuotaKey key;
    private final CallCounter replica;
    private final CallCounter made;
    private final Deque<Long> untold = new ArrayDeque<>();
    private WindowAllowance allowance;
    private String cursor = "";
    private boolean alone;
    private int blocks;
    private int blocksTold;

    LedgerQuota(QuotaKey key, WindowAllowance allowance) {
        super(allowance);
        this.key = key;
        this.allowance = allowance;
        this.replica = counter();
        this.made = new CallCounter(allowance);
    }

    QuotaKey key() {
        return key;
    }

    /** Counts on with the ledger, or without it as one of so many nodes. */
    void settle(boolean nowAlone, int nodes) {
        if (nowAlone != alone) {
            alone = nowAlone;
            made.limit(alone ? allowance.share(nodes) : allowance);
            CallCounter next = alone ? made : replica;
            next.block(counter().block());
            countWith(next);
        }
    }

    boolean isAlone() {
        return alone;
    }

    boolean isBlocked(long nowMillis) {
        return nowMillis < counter().block().endMillis();
    }

    boolean isProbedBy(long nowMillis) {
        return counter().block().isProbedBy(nowMillis);
    }

    /** Counts calls that the ledger has granted, and counted there: also those that nobody will make use of. */
    void granted(int calls, long nowMillis) {
        for (int i = 0; i < calls; i++) {
            made.count(nowMillis);
        }
    }

    /** Remembers a call that leaves without the ledger. It has been counted. */
    void leftAlone(long nowMillis) {
        untold.add(nowMillis);
        while (untold.size() > allowance.depth()) {
            untold.remove();
        }
    }

    /** How many calls more this node may have before it has more than its part; negative if it has. */
    int partLeft(int nodes, long nowMillis) {
        return allowance.partLeft(made, nodes, nowMillis);
    }

    /** For how many calls all windows have room, as far as is known here. */
    int room(long nowMillis) {
        return allowance.partLeft(replica, 1, nowMillis);
    }

    @Override
    void limit(WindowAllowance newAllowance) {
        allowance = newAllowance;
        replica.limit(newAllowance);
        made.limit(newAllowance);
        // Whoever is woken by that settles anew, for as many nodes as there are.
        settle(false, 1);
        wakeAll();
    }

    @Override
    void merge(long[] times, long blockedUntilMillis, long nowMillis) {
        super.merge(times, blockedUntilMillis, nowMillis);
        if (blockedUntilMillis > nowMillis) {
            blocks++;
        }
    }

    @Override
    void unblock() {
        super.unblock();
        blocks++;
    }

    /** What the ledger has to be told before it is asked. */
    @Nullable
    BlockNews news(long nowMillis) {
        if (blocks == blocksTold) {
            return null;
        }
        long remaining = counter().block().endMillis() - nowMillis;
        return new BlockNews(Math.min(Math.max(0, remaining), CENTURY_MILLIS), blocks);
    }

    void told(BlockNews news) {
        blocksTold = Math.max(blocksTold, news.blocks());
    }

    QuotaQuestion question(boolean probe, long nowMillis) {
        List<Long> times = List.copyOf(untold);
        untold.clear();
        List<CallWindow> windows = new ArrayList<>(allowance.windows());
        if (probe) {
            windows.add(new CallWindow(1, Block.PROBE_MILLIS));
        }
        List<Long> ages = times.stream().map(at -> Math.max(0, nowMillis - at)).toList();
        return new QuotaQuestion(new QuotaDemand(key, windows, cursor, ages), times, blocks);
    }

    /** The ledger has not answered: it has to be told again. */
    void unanswered(QuotaQuestion question) {
        List<Long> later = List.copyOf(untold);
        untold.clear();
        untold.addAll(question.untold());
        untold.addAll(later);
    }

    /**
     * Takes over what the ledger knows, unless it is known by a later answer.
     *
     * @return whether that is more than that some calls left now
     */
    boolean hear(QuotaQuestion question, QuotaCount count, int granted, long nowMillis) {
        boolean changed = hearBlock(question, count, nowMillis);
        if (!question.demand().cursor().equals(cursor)) {
            return changed;
        }
        boolean lost = count.afresh() && !cursor.isEmpty();
        if (count.afresh()) {
            replica.forget();
        }
        if (lost) {
            untold.clear();
            for (long at : made.since(nowMillis - allowance.memoryMillis())) {
                untold.add(at);
            }
        }
        count.leftMillisAgo().forEach(age -> replica.learn(nowMillis - age));
        cursor = count.cursor();
        return changed || lost || count.leftMillisAgo().size() != granted;
    }

    private boolean hearBlock(QuotaQuestion question, QuotaCount count, long nowMillis) {
        if (question.blocks() != blocks || blocks != blocksTold) {
            return false;
        }
        Block known = counter().block();
        long until = count.blockedMillis() == 0 ? 0 : nowMillis + Math.min(count.blockedMillis(), CENTURY_MILLIS);
        if (until == 0 && known.endMillis() == 0 || Math.abs(until - known.saidMillis()) <= SAME_BLOCK_MILLIS) {
            return false;
        }
        counter().block(until == 0 ? Block.NONE : Block.NONE.said(until, nowMillis));
        return true;
    }

    /** Tells whether nothing is lost by forgetting it. */
    boolean isForgettable(long nowMillis) {
        long since = nowMillis - Math.max(allowance.memoryMillis(), CallWindow.LONGEST.toMillis());
        return untold.isEmpty()
                && blocks == blocksTold
                && made.isIdle(nowMillis, since)
                && replica.isIdle(nowMillis, since);
    }
}
