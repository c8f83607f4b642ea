package dev.ksef.domain.internal;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was transferred of a package, and tells it at most once a second, and at each part. Safe for many threads. */
public final class TransferProgress {

    private static final long INTERVAL_MILLIS = 1000;

    private final String what;
    private final ReferenceNumber reference;
    private final Time time;
    private final KsefListener listener;
    private final Map<Integer, Long> sizeOfPart;
    private final long totalBytes;
    private final long begunMillis;
    private final Map<Integer, Long> bytesOfPart = new HashMap<>();
    private int partsDone;
    private long bytesBefore;
    private long toldMillis;

    /**
     * @param what is done, for events, such as {@code Upload}
     * @param sizeOfPart in bytes, by ordinal number
     */
    public TransferProgress(
            String what, ReferenceNumber reference, Map<Integer, Long> sizeOfPart, Time time, KsefListener listener) {
        this.what = what;
        this.reference = reference;
        this.time = time;
        this.listener = listener;
        this.sizeOfPart = Map.copyOf(sizeOfPart);
        this.totalBytes =
                sizeOfPart.values().stream().mapToLong(Long::longValue).sum();
        this.begunMillis = time.millis();
        this.toldMillis = begunMillis;
    }

    /** Counts a part that an earlier transfer brought there. */
    public synchronized void doneBefore(int part) {
        partsDone++;
        bytesOfPart.put(part, size(part));
        bytesBefore += size(part);
    }

    /** Counts a part that is there. */
    public void done(int part) {
        Progress now;
        synchronized (this) {
            partsDone++;
            bytesOfPart.put(part, size(part));
            now = now();
        }
        listener.on(now);
    }

    /** What was transferred of a part counts for nothing if it begins anew. */
    public synchronized void failed(int part) {
        bytesOfPart.remove(part);
    }

    /** Counts some bytes of a part. */
    public void moved(int part, int bytes) {
        Progress now = counted(part, bytes);
        if (now != null) {
            listener.on(now);
        }
    }

    private synchronized @Nullable Progress counted(int part, int bytes) {
        bytesOfPart.put(part, Math.min(bytesOfPart.getOrDefault(part, 0L) + bytes, size(part)));
        return time.millis() - toldMillis < INTERVAL_MILLIS ? null : now();
    }

    private long size(int part) {
        return sizeOfPart.getOrDefault(part, 0L);
    }

    private Progress now() {
        long now = time.millis();
        toldMillis = now;
        long done = bytesOfPart.values().stream().mapToLong(Long::longValue).sum();
        return new Progress(
                what,
                reference,
                partsDone,
                0,
                sizeOfPart.size(),
                InvoiceProgress.volume(done, totalBytes, bytesBefore, now - begunMillis));
    }
}
