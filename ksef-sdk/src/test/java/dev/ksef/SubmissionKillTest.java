package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.RateLimiter;
import dev.ksef.simulator.KsefSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that submits is killed, and started again: at the end KSeF has each invoice once, and the caller each result once.
 */
@Tag("slow")
@Timeout(value = 25, unit = TimeUnit.MINUTES)
class SubmissionKillTest {

    private static final long SEED = Long.getLong("kill.seed", 20_261_129);

    /** The steps of a batch: begin, opening, opened, four parts, closing, closing again, closed, ended, end. */
    private static final int WRITES = 12;

    private static final int RANDOM_DEATHS = 15;
    private static final int MOST_STARTS = 5;

    private final KsefSimulator simulator = KsefSimulator.builder().start();
    private final KsefClient auditor = KsefClient.builder()
            .environment(
                    KsefEnvironment.custom("audited", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
            .credentials(Credentials.ksefToken(simulator.token()))
            .rateLimiter(RateLimiter.none())
            .build();
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Warsaw"));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        auditor.close();
        simulator.close();
    }

    @Test
    void batchOf500_killedAnywhere_isWholeInTheEnd() throws Exception {
        List<String> places = new ArrayList<>();
        for (int write = 1; write <= WRITES; write++) {
            places.add("before:" + write);
            places.add("after:" + write);
        }
        for (int exchange = 1; exchange <= 3; exchange++) {
            places.add("out:" + exchange);
            places.add("in:" + exchange);
        }
        random(Way.BATCH, 500).forEach(places::add);
        killed(Way.BATCH, 500, places);
    }

    @Test
    void twoProcesses_withOneSubmission_doubleNothing() throws Exception {
        String prefix = "FV/TWO";
        Instant begun = Instant.now().minusSeconds(1);
        List<CompletableFuture<Ended>> both = Stream.of(1, 2)
                .map(process -> CompletableFuture.supplyAsync(() -> started(Way.BATCH, prefix, 500)))
                .toList();
        List<String> first = both.get(0).get().lines();
        assertThat(first).hasSize(501).endsWith("ENDED");
        assertThat(both.get(1).get().lines())
                .as("the second one waited, and was told the same")
                .isEqualTo(first);
        assertThat(stored(prefix, begun))
                .hasSize(500)
                .allSatisfy((number, times) -> assertThat(times).as(number).isOne());
        assertThat(auditor.forNip(simulator.nip()).sessions().stream(SessionFilter.of(SessionType.BATCH)))
                .as("sessions")
                .hasSize(1);
    }

    private Ended started(Way way, String prefix, int invoices) {
        try {
            return start(way, prefix, invoices, "none");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void threeHundredSends_killedAnywhere_areWholeInTheEnd() throws Exception {
        List<String> places = new ArrayList<>(List.of(
                "before:1",
                "after:2",
                "before:3",
                "after:3",
                "after:4",
                "before:301",
                "after:604",
                "before:605",
                "out:1",
                "in:2",
                "out:150",
                "in:302"));
        random(Way.ONLINE, 300).forEach(places::add);
        killed(Way.ONLINE, 300, places);
    }

    /** Moments of a run, of which an undisturbed one tells how long it takes on this machine. */
    private Stream<String> random(Way way, int invoices) throws Exception {
        long begun = System.nanoTime();
        start(way, "FV/" + way + "/undisturbed", invoices, "none");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        System.out.println("The kills' seed is " + SEED + " (-Dkill.seed), of a run of " + millis + " ms");
        return new Random(SEED).doubles(RANDOM_DEATHS, 0.05, 0.65).mapToObj(part -> "time:" + (int) (part * millis));
    }

    private void killed(Way way, int invoices, List<String> places) throws Exception {
        int killed = 0;
        for (String place : places) {
            String prefix = "FV/" + way + "/" + place;
            Instant begun = Instant.now().minusSeconds(1);
            int exit = start(way, prefix, invoices, place).exitCode();
            if (exit == SubmittingProcess.DEAD) {
                killed++;
            } else {
                assertThat(exit)
                        .as("exit of a process that should die at %s, and may have been faster", place)
                        .isZero();
            }
            List<String> told = untilEnded(way, prefix, invoices);

            assertThat(told).as("results after %s", place).hasSize(invoices + 1).endsWith("ENDED");
            assertThat(told.subList(0, invoices))
                    .as("results after %s", place)
                    .allMatch(line -> line.contains(" ACCEPTED "))
                    .doesNotHaveDuplicates();
            assertThat(told.stream().map(line -> line.split(" ")[0]).limit(invoices))
                    .isEqualTo(IntStream.range(0, invoices)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(stored(prefix, begun))
                    .as("in KSeF after %s", place)
                    .hasSize(invoices)
                    .allSatisfy((number, times) -> assertThat(times).as(number).isOne());
        }
        System.out.println(killed + " of " + places.size() + " processes were killed: " + way);
        assertThat(killed).as("processes that died in time").isGreaterThan(places.size() / 3);
    }

    private List<String> untilEnded(Way way, String prefix, int invoices) throws Exception {
        List<String> told = List.of();
        for (int attempt = 1; attempt <= MOST_STARTS && !told.contains("ENDED"); attempt++) {
            told = start(way, prefix, invoices, "none").lines();
        }
        return told;
    }

    private record Ended(int exitCode, List<String> lines) {}

    private Ended start(Way way, String prefix, int invoices, String place) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ReservedCodeCacheSize=240m",
                        "-cp",
                        classPath,
                        SubmittingProcess.class.getName(),
                        simulator.baseUri().toString(),
                        simulator.nip(),
                        folder.toString(),
                        way.name(),
                        prefix,
                        String.valueOf(invoices),
                        place,
                        today.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write((simulator.token() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out.lines().toList());
    }

    /** How often each number is in KSeF. */
    private Map<String, Integer> stored(String prefix, Instant begun) {
        Map<String, Integer> stored = new TreeMap<>();
        PageRequest page = PageRequest.FIRST;
        for (boolean more = true; more; page = page.next()) {
            InvoiceMetadataPage listed = auditor.forNip(simulator.nip())
                    .invoices()
                    .list(InvoiceQuery.asSeller().byInvoicingDate().from(begun).build(), page);
            for (InvoiceMetadata invoice : listed.invoices()) {
                if (invoice.invoiceNumber() != null && invoice.invoiceNumber().startsWith(prefix + "/")) {
                    stored.merge(invoice.invoiceNumber(), 1, Integer::sum);
                }
            }
            more = listed.hasMore();
        }
        return stored;
    }
}
