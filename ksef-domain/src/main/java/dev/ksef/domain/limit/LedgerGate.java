package dev.ksef.domain.limit;

import dev.ksef.domain.limit.LedgerLink.Answer;
import dev.ksef.domain.limit.QueueTurn.Turn;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gate whose calls leave with a grant of the ledger. The first in line asks, outside all monitors, for as many as wait with it,
 * and gives what was granted to the line in its order: these calls leave without another look. A grant that nobody used in time is
 * dropped: it has been counted, so that is never too much. While the ledger cannot be asked, the calls leave as this node's part
 * of the limits allows.
 */
final class LedgerGate extends RateLimitGate {

    /** For so long a node goes by what it was told of a block before it asks whether that still lasts. */
    static final long BLOCK_MILLIS = 5_000;

    /** For so long a node makes forecasts by what it was told. */
    static final long FORECAST_MILLIS = 1_000;

    /** A node that has had more than its part lets the others ask first. */
    static final long POLITE_MILLIS = 20;

    private static final long PAUSE_MILLIS = 10;

    private final LedgerQuota own;
    private final LedgerQuota shared;
    private final Time time;
    private final LedgerLink link;
    private final CallsAhead ahead = new CallsAhead();
    private final AtomicInteger departing = new AtomicInteger();
    private volatile boolean heldUp;
    private boolean asking;
    private long askedAt = Long.MIN_VALUE / 2;
    private long notBefore = Long.MIN_VALUE;
    private boolean polite;
    private int grants;
    private long goodUntil;

    LedgerGate(LedgerQuota own, LedgerQuota shared, Time time, AtomicLong numbers, LedgerLink link) {
        super(own, shared, time, numbers);
        this.own = own;
        this.shared = shared;
        this.time = time;
        this.link = link;
    }

    /** What the ledger is asked, for the own quota and, if it is limited, for the shared one. */
    private record Question(
            List<QuotaQuestion> quotas,
            int wanted,
            boolean probe,
            @Nullable BlockNews news) {

        List<QuotaDemand> demands() {
            return quotas.stream().map(QuotaQuestion::demand).toList();
        }
    }

    /** A call that comes while there is a grant left leaves with it. Any other goes into the line: its first asks for all. */
    @Override
    boolean leavesAtOnce(Deadline deadline) {
        long now = time.millis();
        boolean leaves = own.waiting() == 0 && grants(now) > 0 && now <= deadline.atMillis();
        if (leaves) {
            grants--;
        }
        return leaves;
    }

    @Override
    QueueTurn look(WaitingCall waiter) throws InterruptedException {
        if (waiter.isPermitted(time.millis())) {
            return leavesPermitted(waiter);
        }
        Question question;
        synchronized (this) {
            synchronized (shared) {
                if (waiter.isPermitted(time.millis())) {
                    return leavesPermitted(waiter);
                }
                if (waiter.isPermitted()) {
                    // Too late for it.
                    waiter.forbid();
                    departed();
                }
                settle();
                own.join(waiter);
                long now = time.millis();
                QueueTurn turn = hasToAsk(waiter, now) ? new QueueTurn(Turn.ASK, now) : super.look(waiter);
                if (turn.turn() != Turn.ASK) {
                    return turn;
                }
                question = question(own.isFirst(waiter) ? wanted(now) : 0, now);
                stepAside(waiter);
            }
        }
        ask(question);
        return new QueueTurn(Turn.AGAIN, 0);
    }

    /** Whoever is permitted to leave stands in no line any more. */
    private QueueTurn leavesPermitted(WaitingCall waiter) {
        long now = time.millis();
        if (now > waiter.deadline().atMillis()) {
            return new QueueTurn(Turn.GIVE_UP, now);
        }
        departed();
        return new QueueTurn(Turn.LEFT, now);
    }

    private void departed() {
        if (departing.decrementAndGet() == 0 && heldUp) {
            wakeFirst();
        }
    }

    private void wakeFirst() {
        Optional<WaitingCall> first;
        synchronized (this) {
            first = own.first();
        }
        first.ifPresent(WaitingCall::wake);
    }

    /** {@inheritDoc} What it was permitted, another one may make use of. */
    @Override
    void leave(WaitingCall waiter) {
        if (!waiter.isPermitted()) {
            // It may be permitted until it is out of the line.
            super.leave(waiter);
        }
        if (waiter.isPermitted()) {
            handBack(waiter.forbid());
            departed();
        }
    }

    private void handBack(long until) {
        List<WaitingCall> next = List.of();
        synchronized (this) {
            synchronized (shared) {
                if (until == goodUntil) {
                    grants++;
                    next = permit(time.millis());
                }
            }
        }
        next.forEach(WaitingCall::wake);
    }

    /** Lets the first in line leave, as many as there are grants. They have to be woken, outside all monitors. */
    private List<WaitingCall> permit(long now) {
        List<WaitingCall> permitted = new ArrayList<>();
        while (grants(now) > 0 && own.waiting() > 0) {
            WaitingCall first = own.takeFirst();
            shared.leave(first);
            if (now <= first.deadline().atMillis()) {
                grants--;
                departing.incrementAndGet();
                first.permit(goodUntil);
            }
            permitted.add(first);
        }
        return permitted;
    }

    /** Whoever asks whether the ledger is back may wait for it in vain, and others need not: its place stays its own. */
    private void stepAside(WaitingCall waiter) {
        if (own.isAlone()) {
            own.leave(waiter);
            shared.leave(waiter);
        }
    }

    private void settle() {
        boolean alone = link.isAlone();
        int nodes = nodes();
        own.settle(alone, nodes);
        shared.settle(alone, nodes);
    }

    private int nodes() {
        return link.nodes(own.key().environment());
    }

    /** Tells whether a look at what is known here may be wrong. */
    private boolean hasToAsk(WaitingCall waiter, long now) {
        if (asking) {
            return false;
        }
        return own.isAlone()
                ? own.isFirst(waiter) && link.mayTry(now)
                : own.isBlocked(now) && isStale(BLOCK_MILLIS, now);
    }

    private boolean isStale(long goodFor, long now) {
        return now - askedAt >= goodFor;
    }

    @Override
    long expected(WaitingCall waiter, long now) {
        return own.ahead(waiter) < grants(now) ? now : super.expected(waiter, now);
    }

    @Override
    int uncounted(int waiting, long now) {
        return Math.max(0, waiting - grants(now));
    }

    private int grants(long now) {
        return now <= goodUntil ? grants : 0;
    }

    @Override
    QueueTurn lookAsFirst(WaitingCall waiter, long now) {
        if (grants(now) > 0) {
            grants--;
            return left(waiter, now);
        }
        QueueTurn turn = super.lookAsFirst(waiter, now);
        if (turn.turn() != Turn.SLEEP) {
            return turn;
        }
        return mayPause() ? new QueueTurn(Turn.SLEEP, wakeAt(turn.atMillis(), now)) : new QueueTurn(Turn.LISTEN, now);
    }

    /** A clock that is moved by pauses must not move before those that may leave have left. */
    private boolean mayPause() {
        heldUp = true;
        if (departing.get() > 0) {
            return false;
        }
        heldUp = false;
        return true;
    }

    /** Whoever sleeps for long has to ask meanwhile whether that is still right. */
    private long wakeAt(long atMillis, long now) {
        long asks = own.isAlone() ? link.nextTry() : own.isBlocked(now) ? askedAt + BLOCK_MILLIS : atMillis;
        return Math.min(atMillis, Math.max(asks, now + PAUSE_MILLIS));
    }

    @Override
    QueueTurn go(WaitingCall waiter, long now) {
        if (own.isAlone()) {
            own.leftAlone(now);
            shared.leftAlone(now);
            return super.go(waiter, now);
        }
        if (asking) {
            return new QueueTurn(Turn.LISTEN, now);
        }
        if (!polite
                && partLeft(now) <= 0
                && now + POLITE_MILLIS <= waiter.deadline().atMillis()) {
            polite = true;
            notBefore = Math.max(notBefore, now + POLITE_MILLIS);
        }
        return new QueueTurn(notBefore > now ? Turn.SLEEP : Turn.ASK, Math.max(notBefore, now));
    }

    /** How many calls more this node may have before it has more than its part; negative if it has. */
    private int partLeft(long now) {
        int nodes = nodes();
        return nodes == 1 ? Integer.MAX_VALUE : Math.min(own.partLeft(nodes, now), shared.partLeft(nodes, now));
    }

    /** For how many calls to ask: for all that wait, but not past those whom another line lets go first, nor in vain. */
    private int wanted(long now) {
        boolean others = !shared.counter().isUnlimited() && shared.waitingBeside(own) > 0;
        int more = ahead(now);
        int part = partLeft(now);
        return others || link.isLate() ? 1 : part > 0 ? Math.min(part, own.waiting() + more) : own.waiting();
    }

    /** How many calls more to ask for, since they are likely to follow soon. */
    private int ahead(long now) {
        if (grants == 0 && now <= goodUntil) {
            ahead.usedUp();
        } else {
            ahead.lost(grants);
            grants = 0;
        }
        return ahead.next(Math.min(own.room(now), shared.room(now)));
    }

    /** What to ask; from here on nobody else asks. */
    private Question question(int wanted, long now) {
        asking = true;
        askedAt = now;
        polite = false;
        boolean mayLeave = wanted > 0 && !own.isAlone() && own.counter().blockedUntil() <= now;
        boolean probe = mayLeave && own.isProbedBy(now);
        Stream<QuotaQuestion> quotas = shared.counter().isUnlimited()
                ? Stream.of(own.question(probe, now))
                : Stream.of(own.question(probe, now), shared.question(false, now));
        return new Question(quotas.toList(), !mayLeave ? 0 : probe ? 1 : wanted, probe, own.news(now));
    }

    private void ask(Question question) throws InterruptedException {
        Answer answer = null;
        try {
            if (tell(question.news())) {
                answer = link.take(question.demands(), question.wanted(), question.probe());
            }
        } finally {
            finish(question, answer);
        }
    }

    private void finish(Question question, @Nullable Answer answer) {
        List<WaitingCall> permitted;
        synchronized (this) {
            synchronized (shared) {
                asking = false;
                settle();
                if (answer == null) {
                    unanswered(question);
                } else {
                    hear(question, answer);
                }
                permitted = permit(time.millis());
                own.first().ifPresent(permitted::add);
            }
        }
        // Whoever asks next comes last: calls that follow those which leave now are then asked for with it.
        permitted.forEach(WaitingCall::wake);
    }

    private void unanswered(Question question) {
        for (int i = 0; i < question.quotas().size(); i++) {
            quota(i).unanswered(question.quotas().get(i));
        }
    }

    private LedgerQuota quota(int index) {
        return index == 0 ? own : shared;
    }

    private void hear(Question question, Answer answer) {
        long now = time.millis();
        int granted = Math.min(answer.grant().granted(), question.wanted());
        for (int i = 0; i < question.quotas().size(); i++) {
            LedgerQuota quota = quota(i);
            if (quota.hear(question.quotas().get(i), answer.grant().counts().get(i), granted, now)) {
                quota.wakeAll();
            }
            quota.granted(granted, now);
        }
        if (question.wanted() > 0) {
            ahead.granted(granted);
            grants = granted;
            goodUntil = answer.goodUntil();
            notBefore = now > goodUntil ? now + link.latePause() : granted == 0 ? now + PAUSE_MILLIS : Long.MIN_VALUE;
        }
    }

    /** Tells the ledger what it does not know of the block; returns whether it knows it now. */
    private boolean tell(@Nullable BlockNews news) throws InterruptedException {
        if (news == null) {
            return true;
        }
        boolean done = link.tell(own.key(), news);
        if (done) {
            synchronized (this) {
                own.told(news);
            }
        }
        return done;
    }

    /** Tells it at once, unless the ledger cannot be asked: then with the next question. */
    private void tellNow() {
        BlockNews news;
        synchronized (this) {
            news = own.news(time.millis());
        }
        try {
            if (!link.isAlone()) {
                tell(news);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@inheritDoc} A block ends what was granted before, too. */
    @Override
    boolean add(long[] leavingTimes, long blockedUntilMillis) {
        boolean added = super.add(leavingTimes, blockedUntilMillis);
        synchronized (this) {
            if (own.isBlocked(time.millis())) {
                grants = 0;
            }
        }
        tellNow();
        return added;
    }

    @Override
    void answered() {
        super.answered();
        tellNow();
    }

    @Override
    void unblock() {
        super.unblock();
        tellNow();
    }

    /** {@inheritDoc} Asks the ledger first, unless it has answered lately. */
    @Override
    long whenFor(int calls) {
        Question question = null;
        synchronized (this) {
            synchronized (shared) {
                settle();
                long now = time.millis();
                if (!asking && !own.isAlone() && isStale(FORECAST_MILLIS, now)) {
                    question = question(0, now);
                }
            }
        }
        try {
            if (question != null) {
                ask(question);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return super.whenFor(calls);
    }

    @Override
    boolean retire(long nowMillis, long sinceMillis) {
        synchronized (this) {
            return !asking && own.isForgettable(nowMillis) && super.retire(nowMillis, sinceMillis);
        }
    }
}
