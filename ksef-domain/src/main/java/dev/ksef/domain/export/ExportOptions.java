package dev.ksef.domain.export;

import dev.ksef.model.batch.CompressionType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** How an export is made and fetched. Immutable. */
public final class ExportOptions {

    /** The usual options: invoices as a ZIP, fetched by four threads, spooled below the folder for temporary files. */
    public static final ExportOptions USUAL = new ExportOptions(
            false,
            CompressionType.ZIP,
            WrongHash.FAIL,
            Duration.ofMinutes(30),
            4,
            Path.of(System.getProperty("java.io.tmpdir")));

    private final boolean onlyMetadata;
    private final CompressionType compressionType;
    private final WrongHash wrongHash;
    private final Duration stuckAfter;
    private final int downloadsAtATime;
    private final Path directory;

    private ExportOptions(
            boolean onlyMetadata,
            CompressionType compressionType,
            WrongHash wrongHash,
            Duration stuckAfter,
            int downloadsAtATime,
            Path directory) {
        this.onlyMetadata = onlyMetadata;
        this.compressionType = Objects.requireNonNull(compressionType, "compressionType");
        this.wrongHash = Objects.requireNonNull(wrongHash, "wrongHash");
        this.stuckAfter = Objects.requireNonNull(stuckAfter, "stuckAfter");
        this.downloadsAtATime = downloadsAtATime;
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** Returns the same options for a package that has the metadata of the invoices, and no invoice. */
    public ExportOptions onlyMetadata() {
        return new ExportOptions(true, compressionType, wrongHash, stuckAfter, downloadsAtATime, directory);
    }

    /** Returns the same options with another form of the archive. */
    public ExportOptions compressionType(CompressionType form) {
        return new ExportOptions(onlyMetadata, form, wrongHash, stuckAfter, downloadsAtATime, directory);
    }

    /** Returns the same options with another treatment of hashes that KSeF declares wrongly. */
    public ExportOptions wrongHash(WrongHash treatment) {
        return new ExportOptions(onlyMetadata, compressionType, treatment, stuckAfter, downloadsAtATime, directory);
    }

    /**
     * Returns the same options with another time after which an export that KSeF does not finish is abandoned, and started
     * again. It counts from the start of the export, or from the beginning of the wait for one that was started elsewhere.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ExportOptions stuckAfter(Duration longest) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("An export needs some time, not " + longest);
        }
        return new ExportOptions(onlyMetadata, compressionType, wrongHash, longest, downloadsAtATime, directory);
    }

    /**
     * Returns the same options with another number of parts that are fetched at a time.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ExportOptions downloadsAtATime(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one part must be fetched at a time, not " + most);
        }
        return new ExportOptions(onlyMetadata, compressionType, wrongHash, stuckAfter, most, directory);
    }

    /**
     * Returns the same options with another folder for the encrypted parts, which lie there until the package is closed. It is
     * made if it is missing, and each package has a directory of its own in it that only its owner can read.
     */
    public ExportOptions directory(Path folder) {
        return new ExportOptions(onlyMetadata, compressionType, wrongHash, stuckAfter, downloadsAtATime, folder);
    }

    /** Tells whether the package has metadata only. */
    public boolean isOnlyMetadata() {
        return onlyMetadata;
    }

    /** Returns the form of the archive. */
    public CompressionType compressionType() {
        return compressionType;
    }

    /** Returns what is done if KSeF declares a wrong hash. */
    public WrongHash wrongHash() {
        return wrongHash;
    }

    /** Returns after how long an unfinished export is abandoned. */
    public Duration stuckAfter() {
        return stuckAfter;
    }

    /** Returns how many parts are fetched at a time. */
    public int downloadsAtATime() {
        return downloadsAtATime;
    }

    /** Returns the folder below which the encrypted parts lie. */
    public Path directory() {
        return directory;
    }
}
