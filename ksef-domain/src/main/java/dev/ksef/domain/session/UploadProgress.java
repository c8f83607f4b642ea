package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagePart;
import dev.ksef.domain.internal.TransferProgress;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.ContentSource;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** Counts what was uploaded of a package. Safe for many threads. */
final class UploadProgress {

    private final TransferProgress progress;

    UploadProgress(ReferenceNumber session, List<PackagePart> parts, Time time, KsefListener listener) {
        this.progress = new TransferProgress(
                "Upload",
                session,
                parts.stream().collect(Collectors.toMap(UploadProgress::number, PackagePart::sizeBytes)),
                time,
                listener);
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

    /** Counts a part that an earlier upload brought there. */
    void arrivedBefore(PackagePart part) {
        progress.doneBefore(number(part));
    }

    void done(PackagePart part) {
        progress.done(number(part));
    }

    /** What was sent of a part counts for nothing if the part did not arrive. */
    void failed(PackagePart part) {
        progress.failed(number(part));
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
                progress.moved(number(part), 1);
            }
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                progress.moved(number(part), count);
            }
            return count;
        }
    }
}
