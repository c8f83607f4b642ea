package dev.ksef.domain.limit;

import dev.ksef.port.time.Time;
import java.util.concurrent.CompletableFuture;

/**
 * A clock that remembers for each thread when it looked last: a call that has left did so then, however the clock was moved
 * since.
 */
final class LastLook implements Time {

    private final Time time;
    private final ThreadLocal<Long> last = new ThreadLocal<>();

    LastLook(Time time) {
        this.time = time;
    }

    long last() {
        return last.get();
    }

    @Override
    public long millis() {
        long now = time.millis();
        last.set(now);
        return now;
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        time.sleepUntil(atMillis);
    }

    @Override
    public boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        return time.sleepUntil(atMillis, signal);
    }
}
