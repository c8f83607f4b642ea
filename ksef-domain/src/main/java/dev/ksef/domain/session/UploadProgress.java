package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagePart;
import dev.ksef.domain.internal.InvoiceProgress;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.ContentSource;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was uploaded of a package, and tells it at most once a second, and at each part. Safe for many threads. */
final class UploadProgress {

    private static final long INTERVAL_MILLIS = 1000;

    private final ReferenceNumber session;
    private final Time time;
    private final KsefListener listener;
    private final int parts;
    private final long totalBytes;
    private final long begunMillis;
    private final Map<Integer, Long> bytesOfPart = new HashMap<>();
    private int partsDone;
    private long toldMillis;

    UploadProgress(ReferenceNumber session, List<PackagePart> parts, Time time, KsefListener listener) {
        this.session = session;
        this.time = time;
        this.listener = listener;
        this.parts = parts.size();
        this.totalBytes = parts.stream().mapToLong(PackagePart::sizeBytes).sum();
        this.begunMillis = time.millis();
        this.toldMillis = begunMillis;
    }

    /** Returns the content of a part, which is counted while it is read. */
    ContentSource counting(PackagePart part) {
        return new ContentSource() {
            @Override
            public long sizeBytes() {
                return part.sizeBytes();
            }

            @Override
            public InputStream open() throws IOException {
                return new CountedStream(part.open(), part);
            }
        };
    }

    void done(PackagePart part) {
        Progress now;
        synchronized (this) {
            partsDone++;
            bytesOfPart.put(number(part), part.sizeBytes());
            now = now();
        }
        listener.on(now);
    }

    /** What was sent of a part counts for nothing if the part did not arrive. */
    synchronized void failed(PackagePart part) {
        bytesOfPart.remove(number(part));
    }

    private void sent(PackagePart part, int bytes) {
        Progress now = counted(part, bytes);
        if (now != null) {
            listener.on(now);
        }
    }

    private synchronized @Nullable Progress counted(PackagePart part, int bytes) {
        bytesOfPart.merge(number(part), (long) bytes, (before, more) -> Math.min(before + more, part.sizeBytes()));
        return time.millis() - toldMillis < INTERVAL_MILLIS ? null : now();
    }

    private Progress now() {
        long now = time.millis();
        toldMillis = now;
        long done = bytesOfPart.values().stream().mapToLong(Long::longValue).sum();
        return new Progress(
                "Upload", session, partsDone, 0, parts, InvoiceProgress.volume(done, totalBytes, now - begunMillis));
    }

    private static int number(PackagePart part) {
        return part.declared().ordinalNumber();
    }

    private final class CountedStream extends FilterInputStream {

        private final PackagePart part;

        CountedStream(InputStream content, PackagePart part) {
            super(content);
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                sent(part, 1);
            }
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                sent(part, count);
            }
            return count;
        }
    }
}
