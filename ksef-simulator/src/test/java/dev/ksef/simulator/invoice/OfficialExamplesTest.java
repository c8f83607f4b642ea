package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Ministry's own examples: one seller, several of them with the same number. */
class OfficialExamplesTest {

    private static final String SELLER = "9999999999";
    private static final FakeClock CLOCK = new FakeClock("2026-11-23T12:00:00Z");

    private final SpecificationObserver specification = new SpecificationObserver();

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void examples_inTheOrderOfTheirNames_areJudged(boolean withSchemas) throws IOException {
        Path shared = shared();
        SimulatorBuilder settings = KsefSimulator.builder().nip(SELLER).clock(CLOCK);
        if (withSchemas) {
            settings.schemas(shared.resolve("xsd"));
        }
        Map<String, Integer> codes = new LinkedHashMap<>();
        try (KsefSimulator simulator = settings.start()) {
            ClientSession session = session(simulator);
            for (Path example : examples(shared)) {
                JsonNode status = session.sendAndLook(Files.readAllBytes(example));
                String number = example.getFileName().toString().replaceAll(".*-(\\d+)\\.xml", "$1");
                codes.put(number, status.path("status").path("code").intValue());
            }
        }

        assertThat(codes)
                .as("1, 20, 4, 9 and 25 share one number, 2 and 3 another; 25 has an attachment")
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "1", 200, "14", 200, "2", 200, "20", 440, "25", 415, "3", 440, "4", 440, "5", 200, "6", 200,
                        "9", 440));
    }

    @Test
    void testInvoice_withSchemas_isTakenAndABrokenOneIsNot() {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .nip(SELLER)
                .clock(CLOCK)
                .schemas(shared().resolve("xsd"))
                .start()) {
            ClientSession session = session(simulator);
            String valid = TestInvoice.of(session.taxpayer()).xml();
            String invalid = TestInvoice.of(session.taxpayer()).xml().replace("<JST>2</JST>", "");

            assertThat(session.sendAndLook(valid).path("status").path("code").intValue())
                    .as("our own invoice is valid")
                    .isEqualTo(200);
            JsonNode rejected = session.sendAndLook(invalid).path("status");
            assertThat(rejected.path("code").intValue())
                    .as("a required element is missing")
                    .isEqualTo(450);
            assertThat(rejected.path("details").path(0).stringValue())
                    .as("the schema's reason")
                    .contains("GV");
        }
    }

    @Test
    @Timeout(30)
    void invoiceOfManyLines_withSchemas_isTaken() {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .nip(SELLER)
                .clock(CLOCK)
                .schemas(shared().resolve("xsd"))
                .start()) {
            ClientSession session = session(simulator);
            String line = "<FaWiersz><NrWierszaFa>1</NrWierszaFa></FaWiersz>";
            String xml = TestInvoice.of(session.taxpayer()).xml().replace("</Fa>", line.repeat(9_999) + "</Fa>");

            assertThat(session.sendAndLook(xml).path("status").path("code").intValue())
                    .as("ten thousand lines are allowed")
                    .isEqualTo(200);
        }
    }

    private ClientSession session(KsefSimulator simulator) {
        return new TaxpayerClient(new RawClient(simulator.baseUri(), specification), simulator.nip(), simulator.token())
                .signedIn()
                .open();
    }

    private static Path shared() {
        assumeTrue(
                SharedFolder.find().isPresent(),
                "SKIPPED: no folder shared/ beside the project, so neither official examples nor schemas");
        return SharedFolder.find().orElseThrow();
    }

    private static List<Path> examples(Path shared) throws IOException {
        try (Stream<Path> files = Files.list(shared.resolve("invoices"))) {
            return files.sorted().toList();
        }
    }
}
