package dev.ksef.domain.internal;

import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.port.event.KsefListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Counts the invoices that are done of many, and tells it at most once a second, and at the end. Safe for many threads. */
public final class InvoiceProgress {

    private static final long INTERVAL_MILLIS = 1000;
    private static final long MILLIS_PER_SECOND = 1000;

    private final String what;
    private final long total;
    private final long totalBytes;
    private final InstantSource clock;
    private final KsefListener listener;
    private final long begunMillis;
    private long done;
    private long doneBytes;
    private long toldMillis;

    /**
     * Begins to count.
     *
     * @param total 0 if that is not known
     * @param totalBytes 0 if that is not known; bytes are not told then
     */
    public InvoiceProgress(String what, long total, long totalBytes, InstantSource clock, KsefListener listener) {
        this.what = what;
        this.total = total;
        this.totalBytes = totalBytes;
        this.clock = clock;
        this.listener = listener;
        this.begunMillis = clock.millis();
        this.toldMillis = begunMillis;
    }

    /** Returns how many invoices there are; 0 if that is not known before they are read. */
    public static int size(Iterable<?> invoices) {
        return invoices instanceof Collection<?> all ? all.size() : 0;
    }

    /** Counts one invoice. */
    public void done(long bytes) {
        Progress now = counted(bytes);
        if (now != null) {
            listener.on(now);
        }
    }

    private synchronized @Nullable Progress counted(long bytes) {
        done++;
        doneBytes += bytes;
        // The clock may be set back: then it is told, too.
        return Math.abs(clock.millis() - toldMillis) < INTERVAL_MILLIS ? null : now();
    }

    /** Tells that all are done. */
    public void end() {
        Progress last;
        synchronized (this) {
            done = Math.max(done, total);
            doneBytes = Math.max(doneBytes, totalBytes);
            last = now();
        }
        listener.on(last);
    }

    private Progress now() {
        toldMillis = clock.millis();
        return new Progress(
                what,
                null,
                done,
                0,
                Math.max(done, total),
                totalBytes == 0 ? null : volume(doneBytes, totalBytes, 0, toldMillis - begunMillis));
    }

    /**
     * Returns progress in bytes, with the mean rate so far.
     *
     * @param bytesBefore how many of them were done before the time began to run
     */
    public static Progress.Volume volume(long doneBytes, long totalBytes, long bytesBefore, long elapsedMillis) {
        long perSecond = elapsedMillis > 0 ? (doneBytes - bytesBefore) * MILLIS_PER_SECOND / elapsedMillis : 0;
        Duration rest = perSecond == 0 ? null : Duration.ofSeconds((totalBytes - doneBytes) / perSecond);
        return new Progress.Volume(doneBytes, totalBytes, perSecond, rest);
    }
}
