package dev.ksef.port.time;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the clock of this machine and waits by it. No other class of the SDK does. It reads the machine's date once and counts
 * on from there, so that setting the machine's clock changes neither a deadline nor an expiry.
 */
final class SystemTime implements Time {

    static final SystemTime INSTANCE = new SystemTime();

    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    private SystemTime() {}

    @Override
    public long millis() {
        return startMillis + (System.nanoTime() - startNanos) / 1_000_000;
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (long left = atMillis - millis(); left > 0; left = atMillis - millis()) {
            Thread.sleep(left);
        }
    }

    @Override
    public boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (long left = atMillis - millis(); left > 0 && !signal.isDone(); left = atMillis - millis()) {
            try {
                signal.get(left, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException | CancellationException over) {
                // The loop finds out which of them it was.
            }
        }
        return signal.isDone();
    }

    @Override
    public boolean awaitUntil(long atMillis, CompletableFuture<?> work) throws InterruptedException {
        return sleepUntil(atMillis, work);
    }
}
