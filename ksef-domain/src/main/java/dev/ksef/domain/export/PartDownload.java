package dev.ksef.domain.export;

import dev.ksef.domain.internal.PartWorkers;
import dev.ksef.domain.internal.PrivateDirectory;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.TransferProgress;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fetches one part of a package, by as many connections and links as it takes. */
final class PartDownload {

    /** How slow a line may be, in bytes a second, before a download counts as stalled. */
    private static final long SLOWEST_BYTES_PER_SECOND = 50_000;

    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);

    /** KSeF makes parts of 50 MB; what it says beyond this is not believed. */
    private static final long MOST_BYTES = 2L << 30;

    private static final long SLACK_BYTES = 1 << 20;

    /** How often one part may fail without a byte more. */
    private static final int MOST_FAILURES = 6;

    /** How often one part may have other contents than declared. */
    private static final int MOST_WRONG = 3;

    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int RANGE_UNFIT = 416;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ExportDependencies dependencies;
    private final ReferenceNumber export;
    private final ContentKey key;
    private final ExportOptions options;
    private final UnaryOperator<ExportedPart> again;
    private final PartWorkers<ExportedPart> workers;
    private final TransferProgress progress;
    private final Path file;
    private ExportedPart part;
    private @Nullable Sha256 storageHash;
    private long bytes;
    private int failures;

    /** @param again asks what KSeF tells of a part now, with a new link */
    PartDownload(
            ExportDependencies dependencies,
            ReferenceNumber export,
            ExportedPart part,
            ContentKey key,
            ExportOptions options,
            UnaryOperator<ExportedPart> again,
            PartWorkers<ExportedPart> workers,
            TransferProgress progress,
            PrivateDirectory directory) {
        this.dependencies = dependencies;
        this.export = export;
        this.part = part;
        this.key = key;
        this.options = options;
        this.again = again;
        this.workers = workers;
        this.progress = progress;
        this.file = made(directory, "part-" + part.ordinalNumber());
    }

    private static Path made(PrivateDirectory directory, String name) {
        try (OutputStream empty = directory.create(name)) {
            empty.flush();
            return directory.path(name);
        } catch (IOException failed) {
            throw new KsefStorageException("The package cannot be fetched into " + directory, failed);
        }
    }

    /** Fetches the part, and compares it with what KSeF declared. */
    FetchedPart fetched(Deadline deadline) {
        Sha256 before = null;
        for (int wrong = 1; ; wrong++) {
            fetchAll(deadline);
            PartContent content = PartContent.of(file, key, dependencies.crypto());
            List<String> differences = content.differences(part, storageHash);
            // A line that alters bytes does not alter them alike twice.
            boolean asSent = content.encryptedHash().equals(before);
            if (differences.isEmpty() || asSent && isAccepted(content, differences)) {
                progress.done(part.ordinalNumber());
                return new FetchedPart(file, content.plainBytes());
            }
            if (asSent || wrong == MOST_WRONG) {
                throw new KsefExportLostException(
                        export,
                        Reason.WRONG_HASH,
                        "part " + part.ordinalNumber() + " is not what KSeF declared, also when fetched again: "
                                + String.join(", ", differences),
                        null);
            }
            before = content.encryptedHash();
            tell(KsefEvent.Retry.Cause.DROPPED, wrong, 0, "arrived altered: " + String.join(", ", differences));
            beginAnew();
            part = again.apply(part);
        }
    }

    private boolean isAccepted(PartContent content, List<String> differences) {
        if (options.wrongHash() != WrongHash.ACCEPT || content.plainHash() == null) {
            return false;
        }
        dependencies
                .listener()
                .on(new KsefEvent.WrongHashAccepted(export, part.ordinalNumber(), String.join(", ", differences)));
        return true;
    }

    private void fetchAll(Deadline deadline) {
        long pause = FIRST_PAUSE_MILLIS;
        boolean done = false;
        while (!done) {
            long had = bytes;
            try {
                fetchRest(deadline);
                done = true;
            } catch (KsefTransportException | KsefApiException | KsefDeadlineException failed) {
                failures = bytes > had ? 1 : failures + 1;
                refuseToRepeat(failed, deadline);
                tell(cause(failed), failures, pause, RequestOutcome.told(failed));
                workers.pause(pause);
                prepare(failed);
                pause = bytes > had ? FIRST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private void fetchRest(Deadline deadline) {
        Long size = part.encryptedPartSize();
        // A part that is larger than KSeF said is fetched, too: that it differs is told then.
        long most = size == null || size > MOST_BYTES / 2 ? MOST_BYTES : 2 * size + SLACK_BYTES;
        Duration patience = Duration.ofSeconds(most / SLOWEST_BYTES_PER_SECOND).plus(LEAST_PATIENCE);
        Deadline end = Deadline.after(patience, dependencies.time()).sooner(deadline);
        try (OutputStream into = new CountedOutput(appending())) {
            storageHash = dependencies
                    .storage()
                    .download(part.url(), bytes, into, most, end)
                    .declaredHash();
        } catch (IOException failed) {
            throw new KsefStorageException("The fetched part " + file.getFileName() + " cannot be written", failed);
        }
    }

    private OutputStream appending() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.APPEND);
    }

    /** A link ends after an hour: the status has new ones. What does not continue begins anew. */
    private void prepare(KsefException failed) {
        boolean refused = failed instanceof KsefApiException answered && !RequestOutcome.isServerError(answered);
        if (!refused && failures == 1) {
            return;
        }
        ExportedPart now = again.apply(part);
        boolean unfit = failed instanceof KsefApiException answered && answered.status() == RANGE_UNFIT;
        if (unfit || !isSame(now, part)) {
            beginAnew();
        }
        part = now;
    }

    /** Tells whether KSeF describes the same bytes, whatever the link. */
    static boolean isSame(ExportedPart one, ExportedPart other) {
        return Objects.equals(one.encryptedPartSize(), other.encryptedPartSize())
                && Objects.equals(one.encryptedPartHash(), other.encryptedPartHash())
                && Objects.equals(one.partHash(), other.partHash());
    }

    private void beginAnew() {
        try {
            Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        } catch (IOException failed) {
            throw new KsefStorageException("The fetched part " + file.getFileName() + " cannot be written", failed);
        }
        bytes = 0;
        progress.failed(part.ordinalNumber());
    }

    private void refuseToRepeat(KsefException failed, Deadline deadline) {
        if (failed instanceof KsefApiException answered && answered.status() == GONE) {
            throw new KsefExportLostException(
                    export, Reason.EXPIRED, "KSeF's storage does not keep part " + part.ordinalNumber(), failed);
        }
        if (failed instanceof KsefApiException answered && !isPassing(answered)) {
            throw failed;
        }
        if (workers.isOver() || Thread.currentThread().isInterrupted()) {
            throw failed;
        }
        if (deadline.hasPassed(dependencies.time())) {
            throw workers.late(failed);
        }
        if (failures >= MOST_FAILURES) {
            throw failed;
        }
    }

    private static boolean isPassing(KsefApiException answered) {
        return RequestOutcome.isServerError(answered)
                || List.of(FORBIDDEN, NOT_FOUND, REQUEST_TIMEOUT, RANGE_UNFIT, TOO_MANY_REQUESTS)
                        .contains(answered.status());
    }

    private static KsefEvent.Retry.Cause cause(KsefException failed) {
        if (!(failed instanceof KsefApiException answered)) {
            return KsefEvent.Retry.Cause.DROPPED;
        }
        if (answered.status() == TOO_MANY_REQUESTS) {
            return KsefEvent.Retry.Cause.LIMITED;
        }
        return RequestOutcome.isServerError(answered)
                ? KsefEvent.Retry.Cause.UNAVAILABLE
                : KsefEvent.Retry.Cause.UNSERVED_LINK;
    }

    private void tell(KsefEvent.Retry.Cause cause, int attempt, long pauseMillis, String reason) {
        var about = new CallCorrelation(0, dependencies.transport().scope().context(), export, null);
        dependencies
                .listener()
                .on(new KsefEvent.Retry(
                        "Download of part " + part.ordinalNumber(),
                        about,
                        attempt,
                        Duration.ofMillis(pauseMillis),
                        cause,
                        reason));
    }

    /** Counts what has reached the file, so that the next connection goes on behind it. */
    private final class CountedOutput extends FilterOutputStream {

        CountedOutput(OutputStream into) {
            super(into);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count(1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
            count(length);
        }

        private void count(int written) {
            bytes += written;
            progress.moved(part.ordinalNumber(), written);
        }
    }
}
