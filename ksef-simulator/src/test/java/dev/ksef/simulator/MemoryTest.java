package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents beyond the memory of the settings are in a file, and nobody notices. */
class MemoryTest {

    private static JsonNode overview(KsefSimulator simulator) {
        return RawClient.download(simulator.qrBaseUri() + "/simulator/page/overview", Map.of())
                .json();
    }

    /** The files of this size in folders of simulators. Other simulators of this machine have files of other sizes. */
    private static List<Path> files(long size) throws IOException {
        try (Stream<Path> files = Files.find(
                Path.of(System.getProperty("java.io.tmpdir")),
                2,
                (file, of) -> of.isRegularFile()
                        && of.size() == size
                        && file.getParent().getFileName().toString().startsWith("ksef-simulator-"))) {
            return files.toList();
        } catch (UncheckedIOException goneMeanwhile) {
            return files(size);
        }
    }

    @Test
    void invoices_beyondTheMemory_areReadBackFromTheFile_whichGoesWithTheSimulator() throws IOException {
        List<Path> files;
        Instant time = Instant.parse("2026-11-20T10:00:00Z");
        try (KsefSimulator simulator = KsefSimulator.builder().memory(1).start()) {
            List<String> numbers = simulator.invoices().store(1500, simulator.nip(), "1111111111", time, time);
            TaxpayerClient taxpayer = new TaxpayerClient(
                            new RawClient(simulator.baseUri()), simulator.nip(), simulator.token())
                    .signedIn();

            JsonNode overview = overview(simulator);
            assertThat(overview.path("bytesInMemory").longValue()).isBetween(900_000L, 1_000_000L);
            assertThat(overview.path("bytesInFile").longValue()).isGreaterThan(500_000);
            files = files(overview.path("bytesInFile").longValue());
            assertThat(files).as("the file").hasSize(1);
            for (int i : new int[] {0, 749, 1499}) {
                assertThat(taxpayer.client()
                                .get("/invoices/ksef/" + numbers.get(i), taxpayer.access())
                                .text())
                        .contains("<P_2>SYM/" + (i + 1) + "</P_2>");
            }
        }
        assertThat(files.get(0).getParent()).as("nothing stays").doesNotExist();
    }

    @Test
    void upo_withoutAnyMemory_isTheSameAtEachDownload() {
        try (KsefSimulator simulator = KsefSimulator.builder().memory(0).start()) {
            TaxpayerClient taxpayer = new TaxpayerClient(
                            new RawClient(simulator.baseUri()), simulator.nip(), simulator.token())
                    .signedIn();
            ClientSession session = taxpayer.open();
            String reference = session.send(
                    TestInvoice.of(taxpayer).issueDate("2026-02-02").xml());

            byte[] first = session.get("/invoices/" + reference + "/upo").body();

            assertThat(first).isNotEmpty();
            assertThat(session.get("/invoices/" + reference + "/upo").body()).isEqualTo(first);
            assertThat(overview(simulator).path("bytesInMemory").longValue()).isZero();
        }
    }
}
