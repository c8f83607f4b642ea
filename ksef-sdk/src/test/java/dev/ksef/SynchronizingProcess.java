package dev.ksef;

import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.domain.sync.SyncWay;
import dev.ksef.domain.sync.SyncedInvoice;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program of its own that fetches the purchases of taxpayers into a folder, and dies where it is told to. Address, folder, start
 * and place of death come as arguments, the NIPs and tokens through standard input, one pair on each line. It notes each invoice
 * that it was handed.
 */
final class SynchronizingProcess {

    static final int DEAD = 137;
    private static final byte[] KEY = "a key of a test, thirty-two byte".getBytes(StandardCharsets.US_ASCII);

    private SynchronizingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Map<Nip, Credentials> tokens = new LinkedHashMap<>();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] pair = line.split(" ", 2);
                tokens.put(Nip.of(pair[0]), Credentials.ksefToken(pair[1]));
            }
        }
        Path folder = Path.of(arguments[1]);
        var place = new Place(arguments[3]);
        SyncOptions options = SyncOptions.from(Instant.parse(arguments[2]))
                .subjects(SubjectType.BUYER)
                .way(SyncWay.EXPORT)
                .exports(ExportOptions.USUAL.directory(folder.resolve("work")));
        try (var states = FileSyncStateStore.open(folder.resolve("states"), KEY);
                var keys = FileKeyStore.open(folder.resolve("keys"), KEY);
                KsefClient ksef = KsefClient.builder()
                        .environment(KsefEnvironment.custom("killed", arguments[0], "https://qr-test.ksef.mf.gov.pl"))
                        .credentials(CredentialsProvider.of(tokens))
                        .syncStates(new CrashingStates(states, place.fate()))
                        .keyStore(keys)
                        .rateLimiter(RateLimiter.none())
                        .polling(Duration.ofMillis(50), Duration.ofMillis(200))
                        .build()) {
            place.begin();
            SyncConsumer stored = SyncConsumer.into(ksef.folder(folder.resolve("invoices")));
            List<SyncReport> reports = ksef.sync(tokens.keySet(), options, invoice -> {
                place.handedOver();
                stored.take(invoice);
                note(folder.resolve("handed.txt"), invoice);
                place.stored();
            });
            reports.forEach(SyncReport::orThrow);
            System.out.println("ENDED");
        }
    }

    private static synchronized void note(Path file, SyncedInvoice invoice) {
        try {
            Files.writeString(
                    file,
                    invoice.ksefNumber() + " " + invoice.isRepeat() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it dies: {@code none}, {@code before:N}, {@code after:N}, {@code handed:N}, {@code stored:N}, {@code time:MS}. */
    private static final class Place {

        private final String kind;
        private final int number;
        private final AtomicInteger handed = new AtomicInteger();
        private final AtomicInteger taken = new AtomicInteger();

        Place(String text) {
            String[] parts = text.split(":");
            kind = parts[0];
            number = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        }

        CrashingLease.Fate fate() {
            boolean atWrite = kind.equals("before") || kind.equals("after");
            return new CrashingLease.Fate(atWrite ? number : 0, kind.equals("after"), Place::die);
        }

        void begin() {
            if (kind.equals("time")) {
                Executors.newSingleThreadScheduledExecutor(work -> {
                            var thread = new Thread(work, "death");
                            thread.setDaemon(true);
                            return thread;
                        })
                        .schedule(Place::die, number, TimeUnit.MILLISECONDS);
            }
        }

        void handedOver() {
            if (handed.incrementAndGet() == number && kind.equals("handed")) {
                die();
            }
        }

        void stored() {
            if (taken.incrementAndGet() == number && kind.equals("stored")) {
                die();
            }
        }

        private static void die() {
            Runtime.getRuntime().halt(DEAD);
        }
    }

    /** States whose process dies at one of its writes. */
    private record CrashingStates(SyncStateStore disk, CrashingLease.Fate fate) implements SyncStateStore {

        @Override
        public JournalLease lease(SyncKey chain, Deadline deadline) {
            return new CrashingLease(disk.lease(chain, deadline), fate);
        }

        @Override
        public List<JournalRecord> read(SyncKey chain) {
            return disk.read(chain);
        }

        @Override
        public Set<SyncKey> chains() {
            return disk.chains();
        }
    }
}
