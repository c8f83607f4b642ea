package dev.ksef.domain.limit;

import dev.ksef.domain.limit.TurnCheck.Turn;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the calls of one key leave: each is counted by the quota of its own and by the one it shares with all calls of its
 * environment, in one step. The first in the own line goes over to the shared one only when its own quota lets it, so that
 * a full quota holds up nobody else.
 */
final class RateLimitGate {

    private final CallQuota own;
    private final CallQuota shared;
    private final Time time;
    private final AtomicLong numbers;
    private boolean retired;

    /**
     * @param numbers gives those who wait their numbers, all of an environment from one source
     */
    RateLimitGate(CallQuota own, CallQuota shared, Time time, AtomicLong numbers) {
        this.own = own;
        this.shared = shared;
        this.time = time;
        this.numbers = numbers;
    }

    /** How it ended for a call that came here. */
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
        synchronized (own) {
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
        try {
            return waitInLine(waiter, call, letGo);
        } finally {
            leave(waiter);
        }
    }

    private boolean leavesAtOnce(Deadline deadline) {
        if (shared.counter().isUnlimited()) {
            long now = time.millis();
            return now <= deadline.atMillis() && own.isFree(now) && counted(own, now);
        }
        synchronized (shared) {
            long now = time.millis();
            return now <= deadline.atMillis()
                    && own.isFree(now)
                    && shared.isFree(now)
                    && counted(own, now)
                    && counted(shared, now);
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
            TurnCheck look = look(waiter);
            switch (look.turn()) {
                case LEFT -> {
                    return Passage.LEFT;
                }
                case GIVE_UP -> throw refusal(call, look.atMillis());
                case SLEEP -> time.sleepUntil(look.atMillis(), signal);
                case LISTEN -> listen(signal, waiter.deadline());
            }
        }
    }

    /** Waits for whoever is first: no pause of its own, so a clock that sleeping moves stands still meanwhile. */
    private void listen(CompletableFuture<Void> signal, Deadline deadline) throws InterruptedException {
        // Whether it is too late, the next look tells.
        time.awaitUntil(Math.max(deadline.atMillis(), time.millis() + 1), signal);
    }

    private TurnCheck look(WaitingCall waiter) {
        synchronized (own) {
            synchronized (shared) {
                long now = time.millis();
                long at = expected(waiter, now);
                if (at > waiter.deadline().atMillis() || at == WindowAllowance.NEVER) {
                    return new TurnCheck(Turn.GIVE_UP, at);
                }
                return own.isFirst(waiter) ? lookAsFirst(waiter, now) : lookFromBehind(waiter, at);
            }
        }
    }

    /** Somebody more urgent may have come before it: who is not first must hold up nobody at the shared quota. */
    private TurnCheck lookFromBehind(WaitingCall waiter, long at) {
        shared.leave(waiter);
        return new TurnCheck(Turn.LISTEN, at);
    }

    private TurnCheck lookAsFirst(WaitingCall waiter, long now) {
        long mayLeave = own.counter().earliest();
        if (mayLeave > now) {
            shared.leave(waiter);
            return new TurnCheck(Turn.SLEEP, mayLeave);
        }
        if (!shared.counter().isUnlimited()) {
            shared.join(waiter);
            if (waiter.isOvertaken(shared.ahead(waiter))) {
                own.wakeBehind(waiter);
            }
            if (!shared.isFirst(waiter)) {
                return new TurnCheck(Turn.LISTEN, now);
            }
            if (shared.counter().earliest() > now) {
                return new TurnCheck(Turn.SLEEP, shared.counter().earliest());
            }
        }
        counted(own, now);
        counted(shared, now);
        own.leave(waiter);
        shared.leave(waiter);
        return new TurnCheck(Turn.LEFT, now);
    }

    /** When it leaves if all who are in front of it do. */
    private long expected(WaitingCall waiter, long now) {
        int ahead = own.ahead(waiter);
        int others = shared.aheadBeside(waiter, own);
        if (ahead + others == 0) {
            return soonest(now);
        }
        return new DepartureForecast(own.counter(), shared.counter(), now)
                .afterOthers(others)
                .last(ahead + 1);
    }

    /** When the next call may leave if nobody is in front of it. */
    private long soonest(long now) {
        return Math.max(now, Math.max(own.counter().earliest(), shared.counter().earliest()));
    }

    private KsefRateLimitedException refusal(LimitedCall call, long atMillis) {
        String why;
        synchronized (own) {
            why = own.counter().blockedUntil() == atMillis ? "KSeF's block lasts" : "KSeF's limits would be exceeded";
        }
        return KsefRateLimitedException.heldBack(
                call.operation(), why, Instant.ofEpochMilli(time.millis()), Instant.ofEpochMilli(atMillis));
    }

    private void leave(WaitingCall waiter) {
        synchronized (own) {
            synchronized (shared) {
                own.leave(waiter);
                shared.leave(waiter);
            }
        }
    }

    /** When so many more calls will have left, after those who wait. */
    long whenFor(int calls) {
        DepartureForecast forecast;
        int waiting;
        synchronized (own) {
            synchronized (shared) {
                long now = time.millis();
                waiting = own.waiting();
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
        synchronized (own) {
            if (!retired) {
                own.merge(leavingTimes, blockedUntilMillis);
            }
            return !retired;
        }
    }

    /** Counts by what is known of limits now; all who wait look again, since the shared quota may have changed, too. */
    void limit(QuotaKey key, KnownLimits limits, WindowLengths windows) {
        synchronized (own) {
            own.limit(WindowAllowance.of(limits.of(key), windows));
        }
    }

    /** Ends its use if nothing is lost by that. */
    boolean retire(long nowMillis, long sinceMillis) {
        synchronized (own) {
            retired = retired || own.waiting() == 0 && own.counter().isIdle(nowMillis, sinceMillis);
            return retired;
        }
    }

    SavedQuota saved(QuotaKey key, long sinceMillis) {
        synchronized (own) {
            return SavedQuota.of(key, own.counter(), sinceMillis);
        }
    }
}
