package dev.ksef.adapter.compress;

import dev.ksef.model.batch.CompressionType;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.ArchiveSource;
import dev.ksef.port.archive.PackageArchiver;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;

/**
 * Writes and reads ZIP archives. Files are compressed on all cores, each for itself, and written in order. A file of more than 4 MB is compressed by the
 * calling thread while it is written.
 *
 * <p>Files are written with the same date and owner, so that the same files give the same bytes on one JDK, whatever the machine,
 * its time zone and the number of threads.
 */
public final class ZipArchiver implements PackageArchiver {

    private static final int WRITTEN_AT_ONCE = 32 * 1024;

    private final CompressionSettings settings;

    private ZipArchiver(CompressionSettings settings) {
        this.settings = settings;
    }

    /** Creates an archiver with the defaults. */
    public static ZipArchiver create() {
        return builder().build();
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompressionType compressionType() {
        return CompressionType.ZIP;
    }

    @Override
    public void write(Iterator<ArchiveEntry> files, OutputStream into) {
        ArchiveCall.write(() -> {
            var buffered = new BufferedOutputStream(into, WRITTEN_AT_ONCE);
            try (var writing = new ZipWriting(buffered, settings)) {
                writing.write(files);
            }
            buffered.flush();
        });
    }

    @Override
    public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
        ArchiveCall.read(archive, source -> new ZipReading(source, limits).readInto(taker));
    }

    /** Finds the file by the directory, unless it is encrypted, not deflated, or larger than 4 GB. */
    @Override
    public boolean readDirectly(ArchiveSource archive, String name, ArchiveLimits limits, EntryTaker taker) {
        return new ZipLookup(archive, name, limits).readInto(taker);
    }

    /** Sets up an archiver. Each method returns this builder. */
    public static final class Builder {

        private CompressionSettings settings = CompressionSettings.defaults();

        private Builder() {}

        /**
         * Sets the level of compression, from 1 (fast) to 9 (small). The default is 6. Level 1 takes half the time and makes archives
         * a third larger.
         *
         * @throws IllegalArgumentException if it is another number
         */
        public Builder level(int level) {
            settings = settings.withLevel(level);
            return this;
        }

        /**
         * Sets how many threads compress in one call, the calling one included. The default is the number of processors; with 1, the
         * calling thread does all.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder threads(int most) {
            settings = settings.withThreads(most);
            return this;
        }

        /** Creates the archiver. */
        public ZipArchiver build() {
            return new ZipArchiver(settings);
        }
    }
}
