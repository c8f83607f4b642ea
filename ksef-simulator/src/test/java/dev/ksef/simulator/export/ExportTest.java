package dev.ksef.simulator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientExport;
import dev.ksef.simulator.client.ClientExport.Order;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports from their beginning to their files. */
class ExportTest extends SimulatorTest {

    private static final String BUYER = "5265877635";
    private static final int MOST = 5;
    private static final int PART_BYTES = 1000;
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final Duration LAG = Duration.ofMinutes(1);

    private TaxpayerClient taxpayer;
    private Instant begun;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.maxInvoicesPerExport(MOST)
                .exportPartBytes(PART_BYTES)
                .exportDelay(DELAY)
                .maxRunningExports(2)
                .highWaterMarkLag(LAG);
    }

    @BeforeEach
    void signIn() {
        taxpayer = taxpayer().signedIn();
        begun = clock.instant().minus(Duration.ofHours(1));
    }

    @Test
    void export_isRunningForItsDelay_andDoneThen() {
        store(1);
        ClientExport export = order().begin();

        JsonNode running = export.status().json();
        clock.advance(DELAY);
        JsonNode done = export.status().json();

        assertThat(export.referenceNumber()).matches("20261123-EH-[0-9A-F]{10}-[0-9A-F]{10}-[0-9A-F]{2}");
        assertThat(running.path("status").path("code").intValue()).isEqualTo(100);
        assertThat(running.has("completedDate") || running.has("package")).isFalse();
        assertThat(done.path("status").path("code").intValue()).isEqualTo(200);
        assertThat(done.path("completedDate").stringValue()).isEqualTo(KsefTimestamps.json(clock.instant()));
        assertThat(done.path("packageExpirationDate").stringValue())
                .isEqualTo(KsefTimestamps.json(clock.instant().plus(Duration.ofDays(7))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zip", "TarGz"})
    void files_areTheInvoicesAndTheirMetadata(String compression) {
        List<String> stored = store(3);

        ClientExport export = done(order().with("compressionType", compression));
        Map<String, String> files = export.files();

        assertThat(export.content().path("invoiceCount").intValue()).isEqualTo(3);
        assertThat(export.content().path("compressionType").stringValue()).isEqualTo(compression);
        assertThat(files.keySet())
                .containsExactly(
                        stored.get(0) + ".xml", stored.get(1) + ".xml", stored.get(2) + ".xml", "_metadata.json");
        assertThat(ClientExport.numbers(files)).isEqualTo(stored);
        for (String number : stored) {
            assertThat(files.get(number + ".xml"))
                    .isEqualTo(client().get("/invoices/ksef/" + number, taxpayer.access())
                            .text());
        }
        assertThat(RawClient.JSON.readTree(files.get("_metadata.json")).path("invoices"))
                .as("the records of a query")
                .isEqualTo(query(order().filters()).path("invoices"));
    }

    @Test
    void parts_areCutAndEncryptedEachByItself() {
        store(4);

        ClientExport export = done(order());
        JsonNode content = export.content();
        List<JsonNode> parts = export.parts();

        assertThat(parts).hasSizeGreaterThan(2);
        long size = 0;
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            Answer answer = ClientExport.download(part);
            byte[] plain = export.plain(answer.body());
            assertThat(part.path("ordinalNumber").intValue()).isEqualTo(i + 1);
            assertThat(part.path("partName").stringValue())
                    .isEqualTo(export.referenceNumber() + "-00" + (i + 1) + ".zip.aes");
            assertThat(part.path("method").stringValue()).isEqualTo("GET");
            assertThat(part.path("encryptedPartSize").intValue()).isEqualTo(answer.body().length);
            assertThat(part.path("encryptedPartHash").stringValue())
                    .isEqualTo(ClientCrypto.sha256(answer.body()))
                    .isEqualTo(answer.header("x-ms-meta-hash"));
            assertThat(part.path("partSize").intValue()).isEqualTo(plain.length).isLessThanOrEqualTo(PART_BYTES);
            assertThat(part.path("partHash").stringValue()).isEqualTo(ClientCrypto.sha256(plain));
            size += plain.length;
        }
        assertThat(content.path("size").longValue()).isEqualTo(size);
    }

    @Test
    void metadataAlone_areInAPackageWithoutTheInvoices() {
        List<String> stored = store(2);
        Order order = order();
        order.request().put("onlyMetadata", true);

        Map<String, String> files = done(order).files();

        assertThat(files.keySet()).containsExactly("_metadata.json");
        assertThat(ClientExport.numbers(files)).isEqualTo(stored);
    }

    @Test
    void exportOfNothing_hasNoParts() {
        JsonNode content = done(order()).content();

        assertThat(content.path("invoiceCount").intValue()).isZero();
        assertThat(content.path("size").intValue()).isZero();
        assertThat(content.path("parts").isEmpty()).isTrue();
        assertThat(content.path("isTruncated").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "PermanentStorage,lastPermanentStorageDate,permanentStorageDate",
        "Invoicing,lastInvoicingDate,invoicingDate",
        "Issue,lastIssueDate,issueDate"
    })
    void packageThatIsFull_isTruncated_andTellsItsLastDate(String dateType, String told, String field) {
        List<String> stored = store(MOST + 2);
        Order order = order();
        order.dates().put("dateType", dateType);

        ClientExport export = done(order);
        JsonNode content = export.content();
        Map<String, String> files = export.files();

        assertThat(content.path("isTruncated").booleanValue()).isTrue();
        assertThat(ClientExport.numbers(files)).isEqualTo(stored.subList(0, MOST));
        JsonNode last = RawClient.JSON
                .readTree(files.get("_metadata.json"))
                .path("invoices")
                .path(MOST - 1);
        assertThat(content.path(told)).isEqualTo(last.path(field));
        assertThat(Set.of("lastPermanentStorageDate", "lastInvoicingDate", "lastIssueDate").stream()
                        .filter(content::has))
                .containsExactly(told);
        assertThat(content.has("permanentStorageHwmDate")).isEqualTo(dateType.equals("PermanentStorage"));
    }

    @Test
    void packagesOneAfterAnother_haveEveryInvoice() {
        List<String> stored = store(3 * MOST + 1);
        List<String> found = new ArrayList<>();
        String from = begun.toString();
        boolean truncated = true;
        while (truncated) {
            Order order = order();
            order.dates().put("from", from);
            ClientExport export = done(order);
            found.addAll(ClientExport.numbers(export.files()));
            truncated = export.content().path("isTruncated").booleanValue();
            from = export.content().path("lastPermanentStorageDate").asString("");
        }
        assertThat(found.stream().distinct()).containsExactlyElementsOf(stored);
    }

    @Test
    void mark_isTheEndOfTheRangeOrLiesBehindTheTime() {
        store(1);
        ClientExport open = done(order());
        Instant asked = clock.instant().minus(DELAY);
        Order older = order();
        older.dates().put("to", begun.plusSeconds(1).toString());

        assertThat(open.content().path("permanentStorageHwmDate").stringValue())
                .isEqualTo(KsefTimestamps.json(asked.minus(LAG)));
        assertThat(done(older).content().path("permanentStorageHwmDate").stringValue())
                .isEqualTo(KsefTimestamps.json(begun.plusSeconds(1)));
    }

    @Test
    void restriction_leavesOutWhatLiesBehindTheMark() {
        List<String> before = store(1);
        List<String> behind = simulator()
                .invoices()
                .store(
                        1,
                        taxpayer.nip(),
                        BUYER,
                        clock.instant().minusSeconds(30),
                        clock.instant().minusSeconds(30));
        Order restricted = order();
        restricted.dates().put("restrictToPermanentStorageHwmDate", true);
        ClientExport export = done(restricted);
        ClientExport free = done(order());

        assertThat(ClientExport.numbers(export.files())).isEqualTo(before);
        assertThat(ClientExport.numbers(free.files())).containsExactly(before.get(0), behind.get(0));
    }

    @Test
    void rangeThatBeginsBehindTheMark_fails_ifItIsRestricted() {
        Order order = order();
        order.dates()
                .put("from", clock.instant().minusSeconds(30).toString())
                .put("restrictToPermanentStorageHwmDate", true);

        JsonNode status = done(order).status().json();

        assertThat(status.path("status").path("code").intValue()).isEqualTo(420);
        assertThat(status.path("status").path("details").path(0).stringValue()).contains("dateRange.from");
        assertThat(status.has("package") || status.has("packageExpirationDate")).isFalse();
        assertThat(status.has("completedDate")).isTrue();
    }

    @Test
    void keyThatCannotBeUnwrapped_isTheExportsStatus() {
        Order order = order();
        ((ObjectNode) order.request().path("encryption"))
                .put("encryptedSymmetricKey", ClientCrypto.base64(new byte[256]));

        ClientExport export = order.begin();

        assertThat(export.statusCode()).isEqualTo(100);
        clock.advance(DELAY);
        assertThat(export.statusCode()).isEqualTo(415);
    }

    @Test
    void keyThatIsWithdrawn_isRefused() {
        Order order = order();
        simulator().keys().rotateEmergency(Usage.SYMMETRIC_KEY);

        assertThat(order.post().errorCode()).isEqualTo(21470);
    }

    @Test
    void exports_overTheLimit_areRefused_untilOneIsDone() {
        order().begin();
        clock.advance(DELAY.dividedBy(2));
        order().begin();

        Answer third = order().post();

        assertThat(third.errorCode()).isEqualTo(21182);
        assertThat(third.errorDetail()).contains("limit 2 ");
        TaxpayerClient other = taxpayer().signedIn();
        assertThat(ClientExport.order(other, begun).post().status())
                .as("in another context")
                .isEqualTo(201);
        clock.advance(DELAY.dividedBy(2));
        assertThat(order().post().status()).as("after the first one").isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/encryption | null | encryption",
                "/encryption/initializationVector | null | encryption.initializationVector",
                "/filters | null | filters",
                "/filters/subjectType | \"Subject9\" | filters.subjectType",
                "/filters/dateRange/from | \"yesterday\" | filters.dateRange.from",
                "/filters/dateRange/from | \"2026-08-14T00:00:00Z\" | dateRange",
                "/filters/dateRange/to | \"2026-11-22T00:00:00Z\" | dateRange",
                "/onlyMetadata | \"yes\" | onlyMetadata",
                "/compressionType | \"Rar\" | compressionType"
            })
    void field_thatIsMissingOrWrong_isNamed(String place, String value, String named) {
        Order order = order();
        int slash = place.lastIndexOf('/');
        ObjectNode parent =
                (ObjectNode) (slash == 0 ? order.request() : order.request().at(place.substring(0, slash)));
        parent.set(place.substring(slash + 1), RawClient.JSON.readTree(value));

        Answer answer = order.post();

        assertThat(answer.errorCode()).isEqualTo(21405);
        assertThat(answer.errorDetail()).contains("'" + named);
    }

    @Test
    void filters_areThoseOfTheQuery() {
        List<String> stored = store(3);
        Order order = order();
        order.filters().put("ksefNumber", stored.get(1));

        assertThat(ClientExport.numbers(done(order).files())).containsExactly(stored.get(1));

        Order asBuyer = order();
        asBuyer.filters().put("subjectType", "Subject2");
        assertThat(done(asBuyer).content().path("invoiceCount").intValue()).isZero();
    }

    @Test
    void exportOfAnother_doesNotExist() {
        ClientExport export = order().begin();
        TaxpayerClient other = taxpayer().signedIn();

        Answer answer = client().get("/invoices/exports/" + export.referenceNumber(), other.access());

        assertThat(answer.errorCode()).isEqualTo(21175);
        assertThat(client().get("/invoices/exports/1", taxpayer.access()).errorCode())
                .as("no reference number")
                .isEqualTo(21405);
        assertThat(client().get("/invoices/exports/" + export.referenceNumber(), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void packageThatExpired_isToldForADay_andGoneThen() {
        store(1);
        ClientExport export = done(order());
        String link = export.parts().get(0).path("url").stringValue();
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        taxpayer.signedIn();
        assertThat(export.statusCode()).isEqualTo(200);
        String lastLink = export.parts().get(0).path("url").stringValue();
        clock.advance(Duration.ofSeconds(1));

        JsonNode expired = export.status().json();
        Answer download = RawClient.download(lastLink, Map.of());

        assertThat(expired.path("status").path("code").intValue()).isEqualTo(210);
        assertThat(expired.has("package")).isFalse();
        assertThat(download.status()).isEqualTo(404);
        assertThat(RawClient.download(link, Map.of()).status()).as("link over").isEqualTo(403);
        clock.advance(Duration.ofDays(1));
        taxpayer.signedIn();
        Answer gone = export.status();
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().path("title").stringValue()).isEqualTo("Gone");
    }

    @Test
    void report_countsExportsAndDownloads() {
        store(1);
        int started = simulator().exports().started();
        int downloads = simulator().exports().downloads();

        ClientExport export = done(order());
        int parts = export.parts().size();
        export.archive();

        assertThat(simulator().exports().started()).isEqualTo(started + 1);
        assertThat(simulator().exports().downloads()).isEqualTo(downloads + parts);
    }

    private List<String> store(int count) {
        return simulator()
                .invoices()
                .store(count, taxpayer.nip(), BUYER, begun.plusSeconds(1), begun.plus(Duration.ofMinutes(50)));
    }

    private Order order() {
        return ClientExport.order(taxpayer, begun);
    }

    private ClientExport done(Order order) {
        ClientExport export = order.begin();
        clock.advance(DELAY);
        return export;
    }

    private JsonNode query(ObjectNode filters) {
        return client().post("/invoices/query/metadata", taxpayer.access(), filters)
                .json();
    }
}
