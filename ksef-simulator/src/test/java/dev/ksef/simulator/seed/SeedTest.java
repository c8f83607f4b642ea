package dev.ksef.simulator.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.FaultRule;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a simulator has that began with a seed, and what is said of a seed with something wrong in it. */
class SeedTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\\n(\\{\\n  \"taxpayers\".*?)```");

    private final SpecificationObserver specification = new SpecificationObserver();

    @TempDir
    private Path folder;

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    private SimulatorBuilder builder() {
        return KsefSimulator.builder()
                .clock(new FakeClock("2026-11-23T13:37:21Z"))
                .observer(specification);
    }

    private Path seed(String json) {
        try {
            return Files.writeString(folder.resolve("seed.json"), json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TaxpayerClient taxpayer(KsefSimulator simulator, String nip) {
        return new TaxpayerClient(
                        new RawClient(simulator.baseUri()),
                        nip,
                        simulator.tokens().get(nip))
                .signedIn();
    }

    private static JsonNode invoices(TaxpayerClient taxpayer) {
        return taxpayer.client()
                .send(
                        "POST",
                        "/invoices/query/metadata?pageSize=250",
                        taxpayer.access(),
                        "{\"subjectType\":\"Subject1\",\"dateRange\":{\"dateType\":\"Invoicing\",\"from\":\"2026-11-01T00:00:00Z\"}}"
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/json"))
                .json()
                .path("invoices");
    }

    @Test
    void exampleOfTheReadme_isWhatItSays() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).as("the README has an example").isTrue();
        Files.createDirectories(folder.resolve("invoices"));
        Files.writeString(
                folder.resolve("invoices/first.xml"),
                new TestInvoice("7156919057", "FV/1", "2026-11-02", "VAT", "", "").xml());

        try (KsefSimulator simulator = builder().seed(seed(example.group(1))).start()) {
            assertThat(simulator.nip()).isEqualTo("7156919057");
            assertThat(simulator.token()).isEqualTo("a-token-for-every-day");
            assertThat(simulator.tokens()).containsOnlyKeys("7156919057", "5265877635");
            TaxpayerClient seller = taxpayer(simulator, "7156919057");
            assertThat(invoices(seller)).as("20 and one").hasSize(21);
            assertThat(simulator.faults().rules())
                    .extracting(FaultRule::toString)
                    .containsExactly("POST /sessions/online#2=503");
            assertThat(seller.client()
                            .get("/limits/context", seller.access())
                            .json()
                            .path("onlineSession")
                            .path("maxInvoices")
                            .intValue())
                    .isEqualTo(500);
            assertThat(seller.client()
                            .get("/rate-limits", seller.access())
                            .json()
                            .path("invoiceSend")
                            .path("perHour")
                            .intValue())
                    .isEqualTo(60);
            assertThat(seller.client()
                            .get("/permissions/attachments/status", seller.access())
                            .json()
                            .path("isAttachmentAllowed")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void settings_afterTheSeed_winOverItsLimits() {
        Path seed = seed("{\"limits\": {\"maxInvoicesPerSession\": 5}}");

        assertThat(maxInvoices(builder().seed(seed))).isEqualTo(5);
        assertThat(maxInvoices(builder().seed(seed).maxInvoicesPerSession(7))).isEqualTo(7);
    }

    private static int maxInvoices(SimulatorBuilder settings) {
        try (KsefSimulator simulator = settings.start()) {
            TaxpayerClient taxpayer = taxpayer(simulator, simulator.nip());
            return taxpayer.client()
                    .get("/limits/context", taxpayer.access())
                    .json()
                    .path("onlineSession")
                    .path("maxInvoices")
                    .intValue();
        }
    }

    @Test
    void seed_whereAStateWasSaved_addsNoInvoicesAgain() {
        SimulatorBuilder settings = builder()
                .state(folder.resolve("state"))
                .seed(seed("{\"taxpayers\": [{\"nip\": \"7156919057\"}], \"invoices\":"
                        + " [{\"seller\": \"7156919057\", \"buyer\": \"5265877635\", \"count\": 3,"
                        + " \"from\": \"2026-11-20T10:00:00Z\"}]}"));
        settings.start().close();

        try (KsefSimulator next = settings.start()) {
            assertThat(invoices(taxpayer(next, "7156919057"))).hasSize(3);
        }
    }

    @Test
    void reset_sowsTheSeedAgain() {
        try (KsefSimulator simulator = builder()
                .seed(seed("{\"invoices\": [{\"seller\": \"7156919057\", \"buyer\": \"5265877635\", \"count\": 3,"
                        + " \"from\": \"2026-11-20T10:00:00Z\"}],"
                        + "\"taxpayers\": [{\"nip\": \"7156919057\"}]}"))
                .start()) {
            simulator.reset();

            assertThat(invoices(taxpayer(simulator, "7156919057"))).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{~ 'taxpayers': [~ {'nip': '12'} ] };3;not the shape of a NIP: 12",
                "{~ 'taxpayers': [~ {'token': 'a'} ] };3;'nip' is missing in 'taxpayers'",
                "{~ 'taxpayers': 7 };2;'taxpayers' must be a list",
                "{~ 'taxpayer': [] };2;'taxpayer' is not known here; there are faults, grants, invoices, limits, taxpayers",
                "{~ 'taxpayers': [],~ 'taxpayers': [] };3;'taxpayers' is there twice",
                "{~ 'taxpayers': [{'nip': '7156919057', 'token': null}] };2;'token' must not be null; leave it out",
                "{~ 'taxpayers': [{'nip': '7156919057', 'attachments': 'yes'}] };2;'attachments' must be true or false",
                "{~ 'invoices': [{'seller': '7156919057',~'buyer': '5265877635', 'count': 1.5}]};3;'count' must be a whole number",
                "{~ 'invoices': [{'xml': 'nowhere.xml'}] };2;'xml' is no invoice, and no file that can be read",
                "{~ 'invoices': [{'xml': '<a/>', 'count': 2}] };2;'count' makes no sense with 'xml'",
                "{~ 'invoices': [{'seller': '7156919057', 'buyer': '5265877635',~ 'from': 'May'}] };3;'from': Text 'May'",
                "{~ 'limits': {~ 'maxInvoicesPerDay': 4 } };3;'maxInvoicesPerDay' is no limit; there are",
                "{~ 'limits': {~ 'rateLimit': {~ 'invoiceSend': [1, 2] } } };4;must be a list of 3 numbers",
                "{~ 'limits': {~ 'rateLimit': {~ 'nothing': [1, 2, 3] } } };4;No such group: nothing",
                "{~ 'limits': {~ 'maxInvoicesPerSession': 0 } };3;The limit must be 1 or more: 0",
                "{~ 'limits': {~ 'rateLimits': 'strict' } };3;'rateLimits' must be none or production",
                "{~ 'faults': [~;3;no JSON",
                "{}~{};2;there is more after the end",
                "[];1;'the seed' must be an object"
            })
    void seed_withSomethingWrong_isRefusedWithItsLine(String json, int line, String why) {
        Path seed = seed(json.replace('~', '\n').replace('\'', '"'));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().seed(seed))
                .withMessageContainingAll("seed.json, line " + line + ":", why)
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{~ 'faults': [~ 'POST /nowhere=503' ] };3;No such operation: POST /nowhere",
                "{~ 'grants': [~ {'subject': 'me', 'context': '7156919057'} ] };3;Neither a NIP",
                "{~ 'invoices': [~~ {'xml': '<a/>'} ] };4;KSeF rejects this invoice with status",
                "{~ 'invoices': [~ {'seller': '7156919057', 'buyer': '5265877635', 'count': 0} ] };3;must be 1 or more: 0"
            })
    void seed_thatDoesNotFit_isRefusedAtTheStart_withItsLine(String json, int line, String why) {
        SimulatorBuilder settings = builder().seed(seed(json.replace('~', '\n').replace('\'', '"')));

        assertThatIllegalArgumentException()
                .isThrownBy(settings::start)
                .withMessageContainingAll("seed.json, line " + line + ":", why);
    }

    @Test
    void seed_thatIsNoFile_isNamed() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> builder().seed(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(missing.toString());
    }
}
