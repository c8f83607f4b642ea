package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} at each exchange of a send, before and after KSeF handled it, and the same command again. */
@Tag("slow")
class KilledSendTest {

    private static final List<String> EXCHANGES = List.of(
            "GET /limits/context",
            "POST /sessions/online",
            "POST /sessions/online/{referenceNumber}/invoices",
            "POST /sessions/online/{referenceNumber}/close",
            "GET /sessions/{referenceNumber}",
            "GET /sessions/{referenceNumber}/invoices");

    @TempDir
    Path home;

    static Stream<String> moments() {
        // The answer to the end of a session has no body that could be slow.
        return EXCHANGES.stream()
                .flatMap(exchange -> exchange.endsWith("/close")
                        ? Stream.of(exchange + "#1=latency:4000")
                        : Stream.of(exchange + "#1=latency:4000", exchange + "#1=slow-answer:1000"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void send_isRepeatedAndSentOnce(String fault) throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            var ksef = new Ran.Settings(home);
            assertThat(Logins.login(ksef, simulator).code()).isZero();
            Instant now = Instant.now();
            LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
            Path invoice = Files.write(
                    home.resolve("invoice.xml"), SampleInvoice.xml(Nip.of(simulator.nip()), "KILLED/1", today, now));
            simulator.faults().add(fault);
            Process process = ksef.start(home.resolve("out"), home.resolve("messages"), "send", invoice, "--json");
            // Killed while the exchange that the fault slows down is under way.
            awaitMet(simulator, process);
            assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
            process.destroyForcibly().waitFor();
            assertThat(home.resolve("out")).isEmptyFile();

            Ran again = ksef.run("send", invoice, "--json");
            assertThat(again.code()).as(again.messages()).isZero();
            assertThat(again.out()).contains("\"state\":\"ACCEPTED\"");
            assertThat(ksef.run("send", invoice, "--json")).isEqualTo(again);
            assertThat(ksef.run("query", "--as", "seller", "--json").out()).containsOnlyOnce("KILLED/1");
            assertThat(ksef.run("journal", "--json").out())
                    .contains("\"ended\":true")
                    .hasLineCount(1);
        }
    }

    private static void awaitMet(KsefSimulator simulator, Process process) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (simulator.faults().met().values().stream().noneMatch(times -> times > 0)) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(20);
        }
    }
}
