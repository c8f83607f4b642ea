package dev.ksef.domain.limit;

import dev.ksef.domain.limit.QueueTurn.Turn;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets the calls of one key leave. Each is counted in one step by its own quota and by the one that all calls of its
 * environment share. The first in the own line goes over to the shared one only when its own quota lets it, so that a
 * full quota holds up nobody else. The monitor of the gate guards its own quota.
 */
class RateLimitGate {

    private final CallQuota own;
    private final CallQuota shared;
    private final Time time;
    private final AtomicLong numbers;
    private boolean retired;

    /**
     * @param numbers numbers the calls that wait, all of them from one source
     */
    RateLimitGate(CallQuota own, CallQuota shared, Time time, AtomicLong numbers) {
        this.own = own;
        this.shared = shared;
        this.time = time;
        this.numbers = numbers;
    }

    /** How a call left the gate. */
    enum Passage {
        /** It leaves, and is counted. */
        LEFT,
        /** It was let go before its turn. */
        LET_GO,
        /** This gate has been retired: it must use the one in its place. */
        RETIRED
    }

    /** Waits for its turn and counts the call, unless the signal lets it go sooner. */
    Passage pass(LimitedCall call, Deadline deadline, CompletableFuture<?> letGo) throws InterruptedException {
        if (letGo.isDone()) {
            return Passage.LET_GO;
        }
        WaitingCall waiter;
        synchronized (this) {
            if (retired) {
                return Passage.RETIRED;
            }
            if (leavesAtOnce(deadline)) {
                return Passage.LEFT;
            }
            waiter = new WaitingCall(call.group().urgency(), numbers.getAndIncrement(), deadline);
            own.join(waiter);
        }
        letGo.whenComplete((done, failed) -> waiter.wake());
        Passage passage = Passage.LET_GO;
        try {
            passage = waitInLine(waiter, call, letGo);
        } finally {
            if (passage != Passage.LEFT) {
                leave(waiter);
            }
        }
        return passage;
    }

    /** Counts the call if it may leave now, and tells whether it did. */
    synchronized boolean passesAtOnce(Deadline deadline) {
        return !retired && leavesAtOnce(deadline);
    }

    boolean leavesAtOnce(Deadline deadline) {
        long now = time.millis();
        if (now > deadline.atMillis() || !own.isFree(now)) {
            return false;
        }
        if (shared.counter().isUnlimited()) {
            return counted(own, now);
        }
        synchronized (shared) {
            return shared.isFree(now) && counted(own, now) && counted(shared, now);
        }
    }

    private static boolean counted(CallQuota quota, long nowMillis) {
        quota.counter().count(nowMillis);
        return true;
    }

    private Passage waitInLine(WaitingCall waiter, LimitedCall call, CompletableFuture<?> letGo)
            throws InterruptedException {
        while (true) {
            CompletableFuture<Void> signal = waiter.listen();
            if (letGo.isDone()) {
                return Passage.LET_GO;
            }
            QueueTurn look = look(waiter);
            switch (look.turn()) {
                case LEFT -> {
                    return Passage.LEFT;
                }
                case GIVE_UP -> throw refusal(call, look.atMillis());
                case SLEEP -> time.sleepUntil(look.atMillis(), signal);
                case LISTEN -> listen(signal, waiter.deadline());
                case ASK, AGAIN -> {}
            }
        }
    }

    /**
     * Waits until the first in line lets it look again. This is no pause of its own, so that a clock which is moved by
     * pauses stands still meanwhile.
     */
    private void listen(CompletableFuture<Void> signal, Deadline deadline) throws InterruptedException {
        // The next look tells whether it is too late.
        time.awaitUntil(Math.max(deadline.atMillis(), time.millis() + 1), signal);
    }

    QueueTurn look(WaitingCall waiter) throws InterruptedException {
        synchronized (this) {
            synchronized (shared) {
                long now = time.millis();
                long at = expected(waiter, now);
                if (at > waiter.deadline().atMillis() || at == WindowAllowance.NEVER) {
                    return new QueueTurn(Turn.GIVE_UP, at);
                }
                return own.isFirst(waiter) ? lookAsFirst(waiter, now) : lookFromBehind(waiter, at);
            }
        }
    }

    /** A more urgent call may have come in front: a call that is not the first must hold up nobody at the shared quota. */
    private QueueTurn lookFromBehind(WaitingCall waiter, long at) {
        shared.leave(waiter);
        return new QueueTurn(Turn.LISTEN, at);
    }

    QueueTurn lookAsFirst(WaitingCall waiter, long now) {
        long mayLeave = own.counter().earliest();
        if (mayLeave > now) {
            shared.leave(waiter);
            return new QueueTurn(Turn.SLEEP, mayLeave);
        }
        if (!shared.counter().isUnlimited()) {
            shared.join(waiter);
            if (waiter.isOvertaken(shared.ahead(waiter))) {
                own.wakeBehind(waiter);
            }
            if (!shared.isFirst(waiter)) {
                return new QueueTurn(Turn.LISTEN, now);
            }
            if (shared.counter().earliest() > now) {
                return new QueueTurn(Turn.SLEEP, shared.counter().earliest());
            }
        }
        return go(waiter, now);
    }

    /** Nothing that is known here holds back the first in line. */
    QueueTurn go(WaitingCall waiter, long now) {
        counted(own, now);
        counted(shared, now);
        return left(waiter, now);
    }

    final QueueTurn left(WaitingCall waiter, long now) {
        own.leave(waiter);
        shared.leave(waiter);
        return new QueueTurn(Turn.LEFT, now);
    }

    /** When the call leaves if all in front of it do. */
    long expected(WaitingCall waiter, long now) {
        int ahead = uncounted(own.ahead(waiter), now);
        int others = shared.aheadBeside(waiter, own);
        if (ahead + others == 0) {
            return soonest(now);
        }
        if (own.counter().takes(ahead + 1, now) && shared.counter().takes(others + ahead + 1, now)) {
            // As a forecast would find, which copies all that was counted.
            return now;
        }
        return new DepartureForecast(own.counter(), shared.counter(), now)
                .afterOthers(others)
                .last(ahead + 1);
    }

    /** How many of so many that wait have not been counted yet. */
    int uncounted(int waiting, long now) {
        return waiting;
    }

    /** When the next call may leave if nobody is in front of it. */
    private long soonest(long now) {
        return Math.max(now, Math.max(own.counter().earliest(), shared.counter().earliest()));
    }

    private KsefException refusal(LimitedCall call, long atMillis) {
        if (atMillis <= time.millis()) {
            return new KsefDeadlineException(call.operation() + " was not sent: its deadline has come", null);
        }
        String why;
        synchronized (this) {
            why = own.counter().blockedUntil() == atMillis ? "KSeF's block lasts" : "KSeF's limits would be exceeded";
        }
        return KsefRateLimitedException.heldBack(
                call.operation(), why, Instant.ofEpochMilli(time.wallMillis()), time.wallAt(atMillis));
    }

    /** Gives up its place. Whoever leaves has none any more. */
    void leave(WaitingCall waiter) {
        synchronized (this) {
            synchronized (shared) {
                own.leave(waiter);
                shared.leave(waiter);
            }
        }
    }

    /** When so many more calls will have left, after those that wait. */
    long whenFor(int calls) {
        DepartureForecast forecast;
        int waiting;
        synchronized (this) {
            synchronized (shared) {
                long now = time.millis();
                waiting = uncounted(own.waiting(), now);
                int others = shared.waitingBeside(own);
                if (calls == 1 && waiting + others == 0) {
                    // Asked before each call: nothing has to be copied for that.
                    return soonest(now);
                }
                forecast = new DepartureForecast(own.counter(), shared.counter(), now).afterOthers(others);
            }
        }
        return forecast.last((long) calls + waiting);
    }

    /**
     * Lets nothing leave until then, and counts what left elsewhere.
     *
     * @return false if this gate has been retired
     */
    boolean add(long[] leavingTimes, long blockedUntilMillis) {
        synchronized (this) {
            if (!retired) {
                own.merge(leavingTimes, blockedUntilMillis, time.millis());
            }
            return !retired;
        }
    }

    /** KSeF has answered a call with something other than a block: a block that was being probed is over. */
    void answered() {
        synchronized (this) {
            if (own.counter().isProbing()) {
                own.unblock();
            }
        }
    }

    /** Ends a block. */
    void unblock() {
        synchronized (this) {
            own.unblock();
        }
    }

    /**
     * Counts by the limits that are known now. All calls that wait look again, since the shared quota may have changed,
     * too.
     */
    void limit(QuotaKey key, KnownLimits limits, WindowLengths windows) {
        synchronized (this) {
            own.limit(WindowAllowance.of(limits.of(key), windows));
        }
    }

    /** Ends its use if nothing is lost by that. */
    boolean retire(long nowMillis, long sinceMillis) {
        synchronized (this) {
            retired = retired || own.waiting() == 0 && own.counter().isIdle(nowMillis, sinceMillis);
            return retired;
        }
    }

    SavedQuota saved(QuotaKey key, long sinceMillis) {
        synchronized (this) {
            return SavedQuota.of(key, own.counter(), sinceMillis);
        }
    }
}
