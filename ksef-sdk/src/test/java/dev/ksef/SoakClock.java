package dev.ksef;

import dev.ksef.port.time.Time;
import dev.ksef.testkit.time.FakeTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A fake clock as many threads know it: it moves on when nobody has anything left to do, to the instant that is waited for
 * first, and never while a request is on its way between the limiter and the simulator, which both count it.
 */
final class SoakClock implements Time {

    /** Less than the client reckons for calls that do not travel equally fast. */
    private static final long SOON_MILLIS = 50;

    private final FakeTime time;
    private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Long> asleep = new ConcurrentHashMap<>();
    private final ThreadLocal<Long> seen = new ThreadLocal<>();
    private final Set<Thread> onTheWay = ConcurrentHashMap.newKeySet();

    SoakClock(FakeTime time) {
        this.time = time;
    }

    /** The clock waits for this thread, too, while the act lasts. */
    void accompany(Runnable act) {
        callers.add(Thread.currentThread());
        try {
            act.run();
        } finally {
            callers.remove(Thread.currentThread());
        }
    }

    @Override
    public long millis() {
        long now = time.millis();
        seen.set(now);
        return now;
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        sleepUntil(atMillis, new CompletableFuture<Void>());
    }

    @Override
    public synchronized boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        asleep.put(Thread.currentThread(), atMillis);
        try {
            while (time.millis() < atMillis && !signal.isDone()) {
                if (nothingElseHappensBefore(atMillis)) {
                    time.sleepUntil(atMillis);
                    notifyAll();
                } else {
                    TimeUnit.MILLISECONDS.timedWait(this, 1);
                }
            }
        } finally {
            asleep.remove(Thread.currentThread());
        }
        return signal.isDone();
    }

    private boolean nothingElseHappensBefore(long atMillis) {
        return asleep.keySet().containsAll(onTheWay)
                && asleep.values().stream().allMatch(other -> atMillis <= other)
                && callers.stream().allMatch(caller -> asleep.containsKey(caller) || isWaiting(caller));
    }

    /** For another thread, since it waits for no answer and no instant. */
    private static boolean isWaiting(Thread caller) {
        return caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING;
    }

    /**
     * A request sets out. The clock stands still until it has {@linkplain #arrive arrived}, unless its thread sleeps on the
     * way: its token may have expired while it was held back, and a new sign-in waits for KSeF.
     *
     * @return false if the clock has moved on since this thread looked at it: the request was counted too early
     */
    synchronized boolean setOut() {
        if (time.millis() - seen.get() > SOON_MILLIS) {
            return false;
        }
        onTheWay.add(Thread.currentThread());
        return true;
    }

    /** A request that had set out already, and stood still meanwhile. */
    synchronized void goOn() {
        onTheWay.add(Thread.currentThread());
    }

    synchronized void arrive() {
        onTheWay.remove(Thread.currentThread());
        notifyAll();
    }
}
