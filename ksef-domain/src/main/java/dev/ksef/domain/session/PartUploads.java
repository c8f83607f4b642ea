package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagePart;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.PartWorkers;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSessionLostException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Uploads the parts of one package, several at a time, each on its own: a part that fails is repeated as long as KSeF takes
 * uploads, and the session is looked at before. A part that arrived twice is the same part.
 */
final class PartUploads {

    /** KSeF takes uploads for so long for each part of a package, and checks that when an upload begins. */
    private static final Duration WINDOW_OF_A_PART = Duration.ofMinutes(20);

    /** How slow a line may be, in bytes a second, before an upload counts as stalled. */
    private static final long SLOWEST_BYTES_PER_SECOND = 50_000;

    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final String UPLOAD = "Upload of part ";

    private final BoundTransport transport;
    private final SessionDependencies dependencies;
    private final ReferenceNumber session;
    private final UploadProgress progress;
    private final Deadline window;
    private final Deadline deadline;
    private final Consumer<PackagePart> uploaded;
    private final List<PackagePart> parts;
    private final Map<Integer, PartUploadRequest> requests;
    private final PartWorkers<PackagePart> workers;

    /**
     * @param parts all parts of the package
     * @param arrived the ordinal numbers of those that are there already
     * @param openedMillis when the session was opened, by the steady clock
     * @param deadline until when the caller waits
     * @param uploaded is told each part that is there
     */
    PartUploads(
            BoundTransport transport,
            SessionDependencies dependencies,
            ReferenceNumber session,
            List<PackagePart> parts,
            Set<Integer> arrived,
            List<PartUploadRequest> requests,
            long openedMillis,
            Deadline deadline,
            Consumer<PackagePart> uploaded) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.session = session;
        this.progress = new UploadProgress(session, parts, dependencies.time(), dependencies.listener());
        this.window = new Deadline(
                openedMillis + WINDOW_OF_A_PART.multipliedBy(parts.size()).toMillis());
        this.deadline = deadline;
        this.uploaded = uploaded;
        Map<Boolean, List<PackagePart>> there = parts.stream()
                .collect(Collectors.partitioningBy(
                        part -> arrived.contains(part.declared().ordinalNumber())));
        there.getOrDefault(true, List.of()).forEach(progress::arrivedBefore);
        this.parts = there.getOrDefault(false, List.of());
        this.requests = requests.stream()
                .collect(Collectors.toMap(
                        PartUploadRequest::ordinalNumber, Function.identity(), (first, second) -> first));
        this.workers = new PartWorkers<>(
                new PartWorkers.Terms(
                        "ksef-upload",
                        session,
                        "the parts of session " + session + " were uploaded",
                        "Not all parts of batch session " + session
                                + " were uploaded when the deadline came; KSeF processes"
                                + " nothing of it until it is closed"),
                dependencies.time(),
                deadline);
    }

    /**
     * Uploads all parts.
     *
     * @param most how many at a time
     * @throws KsefSessionLostException if KSeF takes no more
     * @throws KsefStorageException if a part cannot be read, or is another one than was declared
     * @throws KsefDeadlineException if not all are there by the deadline, the thread is interrupted, or the client is closed
     */
    void run(int most) {
        parts.forEach(this::request);
        workers.run(parts, most, this::upload);
    }

    private void upload(PackagePart part) {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                uploadOnce(part);
                break;
            } catch (KsefTransportException | KsefApiException | KsefDeadlineException failed) {
                progress.failed(part);
                refuseToRepeat(part, failed, attempt);
                tellRepeated(part, failed, attempt, pause);
                workers.pause(pause);
                refuseIfOver(part, failed);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
        if (workers.isOver()) {
            return;
        }
        uploaded.accept(part);
        progress.done(part);
    }

    private void uploadOnce(PackagePart part) {
        Time time = dependencies.time();
        if (window.hasPassed(time)) {
            throw new KsefSessionLostException(session, "the time for uploads has passed", null);
        }
        Duration patience =
                Duration.ofSeconds(part.sizeBytes() / SLOWEST_BYTES_PER_SECOND).plus(LEAST_PATIENCE);
        Deadline end = Deadline.after(patience, time).sooner(deadline);
        var intact = new IntactPart(part, progress.counting(part), dependencies.crypto());
        try {
            dependencies.storage().upload(request(part), intact, end);
        } catch (KsefStorageException unreadable) {
            throw intact.isChanged() ? changed(part, unreadable) : unreadable;
        }
    }

    private KsefStorageException changed(PackagePart part, KsefStorageException told) {
        return new KsefStorageException(
                "Part " + part.declared().ordinalNumber() + " of the package for session " + session
                        + " changed on the disk after it was made, and was not sent: check the disk, and make the"
                        + " package again",
                told);
    }

    private PartUploadRequest request(PackagePart part) {
        PartUploadRequest request = requests.get(part.declared().ordinalNumber());
        if (request == null) {
            throw new KsefSessionLostException(
                    session, "KSeF gave no link for part " + part.declared().ordinalNumber(), null);
        }
        return request;
    }

    /** The storage refuses for good, or nothing more helps. */
    private void refuseToRepeat(PackagePart part, KsefException failed, int attempt) {
        if (failed instanceof KsefApiException answered && !isPassing(answered)) {
            throw new KsefSessionLostException(
                    session,
                    "the storage refused part " + part.declared().ordinalNumber() + " with HTTP " + answered.status(),
                    failed);
        }
        if (workers.isOver() || Thread.currentThread().isInterrupted()) {
            throw failed;
        }
        if (deadline.hasPassed(dependencies.time())) {
            throw workers.late(failed);
        }
        if (attempt == MOST_ATTEMPTS) {
            throw failed;
        }
    }

    private static boolean isPassing(KsefApiException answered) {
        return RequestOutcome.isServerError(answered)
                || answered.status() == TOO_MANY_REQUESTS
                || answered.status() == REQUEST_TIMEOUT;
    }

    /** Looks at the session: one that has ended takes no part any more. What cannot be seen stands in nobody's way. */
    private void refuseIfOver(PackagePart part, KsefException failed) {
        int code;
        try {
            code = transport
                    .open(
                            SessionApi.class,
                            transport.scope().callDeadline(dependencies.time()).sooner(deadline))
                    .status(session)
                    .status()
                    .code();
        } catch (KsefTransportException | KsefApiException | KsefDeadlineException unseen) {
            failed.addSuppressed(unseen);
            return;
        }
        if (code != SessionResponseCodes.OPEN) {
            throw new KsefSessionLostException(
                    session,
                    "it has status " + code + ", and part " + part.declared().ordinalNumber() + " is not there",
                    failed);
        }
    }

    private void tellRepeated(PackagePart part, KsefException failed, int attempt, long pauseMillis) {
        var cause = KsefEvent.Retry.Cause.DROPPED;
        if (failed instanceof KsefApiException answered) {
            cause = answered.status() == TOO_MANY_REQUESTS
                    ? KsefEvent.Retry.Cause.LIMITED
                    : KsefEvent.Retry.Cause.UNAVAILABLE;
        }
        var about = new CallCorrelation(0, transport.scope().context(), session, null);
        dependencies
                .listener()
                .on(new KsefEvent.Retry(
                        UPLOAD + part.declared().ordinalNumber(),
                        about,
                        attempt,
                        Duration.ofMillis(pauseMillis),
                        cause,
                        RequestOutcome.told(failed)));
    }
}
