package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.client.ClientExport;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filling the simulator with invoices, and changing when they are stored for good. */
class InvoiceRepositoryTest extends SimulatorTest {

    private static final String BUYER = "5265877635";
    private static final Duration DELAY = Duration.ofMinutes(2);
    private static final Duration LAG = Duration.ofMinutes(10);

    private TaxpayerClient taxpayer;
    private Instant hourAgo;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.permanentStorageDelay(DELAY).highWaterMarkLag(LAG);
    }

    @BeforeEach
    void signIn() {
        taxpayer = taxpayer().signedIn();
        hourAgo = Instant.parse("2026-11-23T12:30:00Z");
    }

    @Test
    void invoices_areSpreadFromTheFirstMomentToTheLast() {
        List<String> stored = simulator()
                .invoices()
                .store(
                        4,
                        taxpayer.nip(),
                        BUYER,
                        Instant.parse("2026-11-21T22:30:00Z"),
                        Instant.parse("2026-11-22T22:30:00Z"));

        JsonNode rows = query("Subject1", Instant.parse("2026-11-21T00:00:00Z")).path("invoices");

        assertThat(texts(rows, "ksefNumber")).isEqualTo(stored);
        assertThat(texts(rows, "invoicingDate"))
                .containsExactly(
                        "2026-11-21T22:30:00.0000000+00:00",
                        "2026-11-22T06:30:00.0000000+00:00",
                        "2026-11-22T14:30:00.0000000+00:00",
                        "2026-11-22T22:30:00.0000000+00:00");
        assertThat(texts(rows, "issueDate"))
                .as("Polish days")
                .containsExactly("2026-11-21", "2026-11-22", "2026-11-22", "2026-11-22");
        assertThat(texts(rows, "invoiceNumber")).doesNotHaveDuplicates();
        BigDecimal net = rows.path(0).path("netAmount").decimalValue();
        BigDecimal vat = rows.path(0).path("vatAmount").decimalValue();
        assertThat(vat.movePointRight(2)).as("23 %").isEqualByComparingTo(net.multiply(BigDecimal.valueOf(23)));
        assertThat(rows.path(0).path("grossAmount").decimalValue()).isEqualByComparingTo(net.add(vat));
    }

    @Test
    void invoices_areFoundByTheBuyer_andDownloaded() {
        String seller = taxpayer().nip();
        String number = simulator()
                .invoices()
                .store(1, seller, taxpayer.nip(), hourAgo, hourAgo)
                .get(0);

        assertThat(texts(query("Subject2", hourAgo).path("invoices"), "ksefNumber"))
                .containsExactly(number);
        assertThat(download(number).text()).contains("<NIP>" + seller + "</NIP>", "<NIP>" + taxpayer.nip() + "</NIP>");
    }

    /** Where the official schemas are at hand; otherwise by the facts alone. */
    @Test
    void invoice_thatIsMade_isOneThatKsefTakes() {
        String made = download(simulator()
                        .invoices()
                        .store(1, taxpayer.nip(), BUYER, hourAgo, hourAgo)
                        .get(0))
                .text();
        SimulatorBuilder settings = KsefSimulator.builder().clock(clock);
        SharedFolder.find().ifPresent(shared -> settings.schemas(shared.resolve("xsd")));

        try (KsefSimulator strict = settings.start()) {
            assertThat(strict.invoices().store(made, hourAgo)).startsWith(taxpayer.nip());
            assertThatThrownBy(() -> strict.invoices().store(made, hourAgo))
                    .as("a second time")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("440");
        }
    }

    @Test
    void invoice_ofOnesOwn_isJudged_andKept() {
        TestInvoice invoice = TestInvoice.of(taxpayer);
        String number = simulator().invoices().store(invoice.xml(), hourAgo);

        assertThat(texts(query("Subject1", hourAgo).path("invoices"), "ksefNumber"))
                .containsExactly(number);
        assertThat(download(number).text()).isEqualTo(invoice.xml());
        assertThatThrownBy(() -> simulator().invoices().store("<a/>", hourAgo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("450");
    }

    @Test
    void arguments_thatAreWrong_areRefused() {
        InvoiceRepository invoices = simulator().invoices();

        assertThatThrownBy(() -> invoices.store(0, taxpayer.nip(), BUYER, hourAgo, hourAgo))
                .hasMessageContaining("1 or more");
        assertThatThrownBy(() -> invoices.store(1, "1", BUYER, hourAgo, hourAgo))
                .hasMessageContaining("NIP");
        assertThatThrownBy(() -> invoices.store(1, taxpayer.nip(), "1", hourAgo, hourAgo))
                .hasMessageContaining("NIP");
        assertThatThrownBy(() -> invoices.store(1, taxpayer.nip(), BUYER, hourAgo, hourAgo.minusSeconds(1)))
                .hasMessageContaining("earlier");
        assertThatThrownBy(() -> invoices.withhold("1")).hasMessageContaining("KSeF number 1");
        assertThatThrownBy(() -> invoices.setPermanentStorageDate("1", hourAgo)).hasMessageContaining("KSeF number 1");
    }

    @Test
    void permanentStorage_comesAfterItsDelay() {
        String number = storeNow();

        assertThat(download(number).status()).as("at once").isEqualTo(200);
        assertThat(found()).isEmpty();
        clock.advance(DELAY);
        assertThat(found()).as("a moment too early").isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(found()).containsExactly(number);
    }

    @Test
    void invoice_thatIsSent_hasNoDateOfPermanentStorageUntilThen() {
        var session = taxpayer.open();
        String reference = session.send(TestInvoice.of(taxpayer).xml());

        JsonNode early = session.look(reference);
        clock.advance(DELAY);
        JsonNode later = session.look(reference);

        assertThat(early.path("status").path("code").intValue()).isEqualTo(200);
        assertThat(early.has("permanentStorageDate")).isFalse();
        assertThat(later.has("permanentStorageDate")).isTrue();
    }

    @Test
    void invoice_thatIsWithheld_canBeDownloaded_butIsNotFound() {
        String number = storeNow();
        simulator().invoices().withhold(number);
        clock.advance(Duration.ofHours(5));
        taxpayer.signedIn();

        assertThat(download(number).status()).isEqualTo(200);
        assertThat(found()).isEmpty();
        assertThat(query("Invoicing", "Subject1", hourAgo).path("invoices").isEmpty())
                .as("by no date")
                .isTrue();

        simulator().invoices().setPermanentStorageDate(number, clock.instant());

        JsonNode row = query("Subject1", hourAgo).path("invoices").path(0);
        assertThat(row.path("ksefNumber").stringValue()).isEqualTo(number);
        assertThat(row.path("permanentStorageDate").stringValue()).isEqualTo(KsefTimestamps.json(clock.instant()));
    }

    @Test
    void invoice_thatComesLate_liesBeforeAMarkThatWasTold() {
        ClientExport first = ClientExport.order(taxpayer, hourAgo).begin();
        Instant mark = Instant.parse(
                first.content().path("permanentStorageHwmDate").stringValue().replace("+00:00", "Z"));
        String number = storeNow();
        simulator().invoices().setPermanentStorageDate(number, mark.minusSeconds(30));

        ClientExport second = ClientExport.order(taxpayer, mark).begin();
        ClientExport wider = ClientExport.order(taxpayer, mark.minusSeconds(60)).begin();

        assertThat(first.content().path("invoiceCount").intValue()).isZero();
        assertThat(second.content().path("invoiceCount").intValue())
                .as("from the mark on")
                .isZero();
        assertThat(ClientExport.numbers(wider.files())).containsExactly(number);
    }

    private String storeNow() {
        return simulator()
                .invoices()
                .store(1, taxpayer.nip(), BUYER, clock.instant(), clock.instant())
                .get(0);
    }

    private List<String> found() {
        return texts(query("Subject1", hourAgo).path("invoices"), "ksefNumber");
    }

    private JsonNode query(String subject, Instant from) {
        return query("PermanentStorage", subject, from);
    }

    private JsonNode query(String dateType, String subject, Instant from) {
        ObjectNode query = RawClient.JSON.createObjectNode().put("subjectType", subject);
        query.putObject("dateRange").put("dateType", dateType).put("from", from.toString());
        return client().post("/invoices/query/metadata", taxpayer.access(), query)
                .json();
    }

    private Answer download(String ksefNumber) {
        return client().get("/invoices/ksef/" + ksefNumber, taxpayer.access());
    }

    private static List<String> texts(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).stringValue()).toList();
    }
}
