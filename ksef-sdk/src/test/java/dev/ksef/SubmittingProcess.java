package dev.ksef;

import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A program of its own that submits invoices, and dies where it is told to. Address, NIP, folder, way, prefix, number and place of
 * death come as arguments, the token through standard input. At the end it prints each result.
 */
final class SubmittingProcess {

    static final int DEAD = 137;
    private static final byte[] KEY = "a key of a test, thirty-two byte".getBytes(StandardCharsets.US_ASCII);

    /** A package of 500 invoices has four parts then. */
    private static final int PART_BYTES = 60_000;

    private SubmittingProcess() {}

    public static void main(String[] arguments) throws IOException {
        String token = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        String nip = arguments[1];
        Path folder = Path.of(arguments[2]);
        String prefix = arguments[4];
        int count = Integer.parseInt(arguments[5]);
        var death = Death.at(arguments[6]);
        var options = SubmissionOptions.builder()
                .way(Way.valueOf(arguments[3]))
                .limits(PackageLimits.USUAL.withPartBytes(PART_BYTES))
                .workDirectory(folder.resolve("work"))
                .build();
        List<InvoiceSource> invoices = IntStream.rangeClosed(1, count)
                .mapToObj(i -> InvoiceSource.of(
                        i + ".xml", Scenario.invoice(nip, prefix + "/" + i, LocalDate.parse(arguments[7]))))
                .toList();
        try (var journal = FileSubmissionJournal.open(folder.resolve("journal"), KEY);
                var keys = FileKeyStore.open(folder.resolve("keys"), KEY);
                KsefClient ksef = KsefClient.builder()
                        .environment(KsefEnvironment.custom("killed", arguments[0], "https://qr-test.ksef.mf.gov.pl"))
                        .credentials(Credentials.ksefToken(token))
                        .journal(new CrashingJournal(
                                journal,
                                death.write(),
                                death.written(),
                                () -> Runtime.getRuntime().halt(DEAD)))
                        .keyStore(keys)
                        .rateLimiter(new NoLimits(death))
                        .listener(death)
                        .build()) {
            death.begin();
            SubmissionReport report = ksef.forNip(nip).submit(SubmissionId.of(prefix), invoices, options);
            for (InvoiceResult result : report.results()) {
                System.out.println(result.index() + " " + result.state() + " " + result.ksefNumber());
            }
            System.out.println(report.ended() ? "ENDED" : "NOT ENDED");
        }
    }

    /** Where the process dies: {@code none}, {@code before:N}, {@code after:N}, {@code out:N}, {@code in:N}, {@code time:MS}. */
    private static final class Death implements KsefListener {

        private final String kind;
        private final int number;
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger answers = new AtomicInteger();
        private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "death");
            thread.setDaemon(true);
            return thread;
        });

        private Death(String kind, int number) {
            this.kind = kind;
            this.number = number;
        }

        static Death at(String place) {
            String[] parts = place.split(":");
            return new Death(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        }

        int write() {
            return kind.equals("before") || kind.equals("after") ? number : 0;
        }

        boolean written() {
            return kind.equals("after");
        }

        void begin() {
            if (kind.equals("time")) {
                dieIn(number);
            }
        }

        private void dieIn(long millis) {
            later.schedule(() -> Runtime.getRuntime().halt(DEAD), millis, TimeUnit.MILLISECONDS);
        }

        /** A request leaves now, and the process dies while it is on its way. */
        void leaves(LimitedCall call) {
            if (isSession(call.operation()) && requests.incrementAndGet() == number && kind.equals("out")) {
                dieIn(number % 4);
            }
        }

        /** The answer is there, and what it says is written nowhere. */
        @Override
        public void on(KsefEvent event) {
            if (event instanceof KsefEvent.Attempt attempt
                    && (isSession(attempt.operation()) || attempt.operation().startsWith("PUT"))
                    && answers.incrementAndGet() == number
                    && kind.equals("in")) {
                Runtime.getRuntime().halt(DEAD);
            }
        }

        private static boolean isSession(String operation) {
            return operation.startsWith("POST /sessions");
        }
    }

    /** The hour's limits are lifted here, as the simulator's are. */
    private record NoLimits(Death death) implements RateLimiter {

        @Override
        public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal) {
            death.leaves(call);
            return true;
        }

        @Override
        public void penalise(LimitedCall call, long untilMillis) {
            // Nothing is limited.
        }

        @Override
        public Instant whenFor(LimitedCall call, int calls) {
            return Instant.EPOCH;
        }

        @Override
        public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {
            // Nothing is limited.
        }
    }
}
