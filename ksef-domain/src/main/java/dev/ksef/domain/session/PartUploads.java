package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagePart;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSessionLostException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    private final Queue<PackagePart> waiting;
    private final Map<Integer, PartUploadRequest> requests;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<Void> broken = new CompletableFuture<>();
    private volatile boolean over;

    /**
     * @param openedMillis when the session was opened, by the steady clock
     * @param deadline until when the caller waits
     * @param uploaded is told each part that is there
     */
    PartUploads(
            BoundTransport transport,
            SessionDependencies dependencies,
            ReferenceNumber session,
            List<PackagePart> parts,
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
        this.waiting = new ConcurrentLinkedQueue<>(parts);
        this.requests = requests.stream()
                .collect(Collectors.toMap(
                        PartUploadRequest::ordinalNumber, Function.identity(), (first, second) -> first));
    }

    /**
     * Uploads all parts.
     *
     * @param most how many at a time
     * @throws KsefSessionLostException if KSeF takes no more
     * @throws KsefDeadlineException if not all are there by the deadline, the thread is interrupted, or the client is closed
     */
    void run(int most) {
        waiting.forEach(this::request);
        int threads = Math.min(most, waiting.size());
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                var end = new CompletableFuture<Void>();
                workers.add(worker(end, i + 1));
                ended.add(end);
            }
            await(CompletableFuture.anyOf(all(ended), broken));
        } finally {
            over = true;
            waiting.clear();
            workers.forEach(Thread::interrupt);
        }
        if (broken.isDone()) {
            awaitEnd(all(ended));
        }
        rethrow();
    }

    /** The others were interrupted: what they do ends before the caller is told of the failure, if they can be ended. */
    private void awaitEnd(CompletableFuture<Void> all) {
        try {
            await(all);
        } catch (KsefDeadlineException cannotBeEnded) {
            Throwable first = Objects.requireNonNull(failure.get(), "failure");
            first.addSuppressed(cannotBeEnded);
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> ended) {
        return CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new));
    }

    private void await(CompletableFuture<?> all) {
        try {
            if (!dependencies.time().awaitUntil(deadline.atMillis(), all)) {
                throw late(null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while the parts of session " + session + " were uploaded", session, interrupted);
        } catch (ClosedException closed) {
            throw closed(closed);
        }
    }

    private KsefDeadlineException closed(ClosedException closed) {
        return new KsefDeadlineException(
                "The client was closed while the parts of session " + session + " were uploaded", session, closed);
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private Thread worker(CompletableFuture<Void> end, int number) {
        var thread = new Thread(
                () -> {
                    try {
                        for (PackagePart part = waiting.poll(); part != null; part = waiting.poll()) {
                            upload(part);
                        }
                    } catch (Throwable thrown) {
                        failure.compareAndSet(null, thrown);
                        broken.complete(null);
                    } finally {
                        end.complete(null);
                    }
                },
                "ksef-upload-" + number);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof ClosedException closed) {
            throw closed(closed);
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new KsefException("The upload was ended by the caller's own code", thrown);
        }
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
                sleep(pause);
                refuseIfOver(part, failed);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
        if (over) {
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
        dependencies.storage().upload(request(part), progress.counting(part), end);
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
        if (over || Thread.currentThread().isInterrupted()) {
            throw failed;
        }
        if (deadline.hasPassed(dependencies.time())) {
            throw late(failed);
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

    private void sleep(long millis) {
        Time time = dependencies.time();
        try {
            time.sleepUntil(Deadline.after(Duration.ofMillis(millis), time)
                    .sooner(deadline)
                    .atMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw late(interrupted);
        }
    }

    private KsefDeadlineException late(@Nullable Throwable cause) {
        return new KsefDeadlineException(
                "Not all parts of batch session " + session + " were uploaded when the deadline came; KSeF processes"
                        + " nothing of it until it is closed",
                session,
                cause);
    }
}
