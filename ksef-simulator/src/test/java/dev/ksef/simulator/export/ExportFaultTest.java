package dev.ksef.simulator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.AffectedCalls;
import dev.ksef.simulator.Fault;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientExport;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be planned to go wrong with exports. */
class ExportFaultTest extends SimulatorTest {

    private static final String BEGIN = "POST /invoices/exports";
    private static final String STATUS = "GET /invoices/exports/{referenceNumber}";
    private static final String DOWNLOAD = "GET /storage/00/{export}/invoice-part/{part}";

    private final List<Duration> waited = new CopyOnWriteArrayList<>();
    private TaxpayerClient taxpayer;
    private Instant stored;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.waiting(waited::add).maxRunningExports(1);
    }

    @BeforeEach
    void withoutFaults() {
        simulator().faults().clear();
        waited.clear();
        taxpayer = taxpayer().signedIn();
        stored = clock.instant().minusSeconds(60);
        simulator().invoices().store(5, taxpayer.nip(), "5265877635", stored, stored);
    }

    @Test
    void export_thatHangs_countsAsRunning() {
        simulator().faults().add(BEGIN, AffectedCalls.only(1), Fault.exportHangs());
        ClientExport export = begin();
        clock.advance(Duration.ofDays(6));
        taxpayer.signedIn();

        assertThat(export.statusCode()).isEqualTo(100);
        assertThat(order().post().errorCode()).isEqualTo(21182);
    }

    @Test
    void export_thatHangsForAWhile_isDoneThen() {
        simulator().faults().add(BEGIN, AffectedCalls.only(1), Fault.exportHangs(Duration.ofMinutes(10)));
        ClientExport export = begin();
        clock.advance(Duration.ofMinutes(9));

        assertThat(export.statusCode()).isEqualTo(100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(export.statusCode()).isEqualTo(200);
        assertThat(order().post().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"export-500,500", "export-550,550", "session-415,415"})
    void export_canFail(String fault, int code) {
        simulator().faults().add(BEGIN + "=" + fault);

        JsonNode status = begin().status().json();

        assertThat(status.path("status").path("code").intValue()).isEqualTo(code);
        assertThat(status.has("completedDate")).isTrue();
        assertThat(status.has("package")).isFalse();
    }

    @Test
    void begin_canBeRefused() {
        simulator().faults().add(BEGIN, AffectedCalls.all(), Fault.refusal(21182));

        assertThat(order().post().errorCode()).isEqualTo(21182);
    }

    @Test
    void hashes_canBeWrong_withGoodContent() {
        simulator().faults().add(STATUS + "#1=wrong-hashes");
        simulator().faults().add(DOWNLOAD, AffectedCalls.only(2), Fault.wrongHashes());
        ClientExport export = begin();

        JsonNode wrong = export.parts().get(0);
        JsonNode right = export.parts().get(0);
        Answer first = ClientExport.download(wrong);
        Answer second = ClientExport.download(wrong);

        assertThat(ClientCrypto.sha256(first.body()))
                .isEqualTo(first.header("x-ms-meta-hash"))
                .isEqualTo(right.path("encryptedPartHash").stringValue())
                .isNotEqualTo(wrong.path("encryptedPartHash").stringValue());
        assertThat(ClientCrypto.sha256(export.plain(first.body())))
                .isEqualTo(right.path("partHash").stringValue())
                .isNotEqualTo(wrong.path("partHash").stringValue());
        assertThat(wrong.path("encryptedPartSize")).isEqualTo(right.path("encryptedPartSize"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("x-ms-meta-hash")).hasSize(44).isNotEqualTo(first.header("x-ms-meta-hash"));
    }

    @Test
    void package_thatIsMadeAnew_hasOtherSizes_andTheSameInvoices() {
        simulator().faults().add(STATUS, AffectedCalls.only(2), Fault.exportMadeAnew());
        ClientExport export = begin();
        JsonNode before = export.parts().get(0);

        JsonNode after = export.parts().get(0);
        Answer byOldLink = ClientExport.download(before);

        assertThat(after.path("partSize").intValue())
                .isNotEqualTo(before.path("partSize").intValue());
        assertThat(byOldLink.body()).hasSize(after.path("encryptedPartSize").intValue());
        assertThat(ClientCrypto.sha256(byOldLink.body()))
                .isEqualTo(after.path("encryptedPartHash").stringValue());
        assertThat(export.files()).hasSize(6);
    }

    @Test
    void download_canBeCutInTheMiddle() {
        simulator().faults().add(DOWNLOAD, AffectedCalls.only(1), Fault.truncated());
        ClientExport export = begin();

        assertThatThrownBy(() -> ClientExport.download(export.parts().get(0))).isInstanceOf(UncheckedIOException.class);
        assertThat(export.files()).hasSize(6);
    }

    @Test
    void range_canBeIgnored() {
        simulator().faults().add(DOWNLOAD, AffectedCalls.only(1), Fault.rangeIgnored());
        JsonNode part = begin().parts().get(0);
        int before = simulator().exports().ranges().size();

        Answer ignored = range(part);
        Answer kept = range(part);

        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.body()).hasSize(part.path("encryptedPartSize").intValue());
        assertThat(kept.status()).isEqualTo(206);
        assertThat(simulator().exports().ranges()).as("asked for twice").hasSize(before + 2);
    }

    @Test
    void content_canBeCorrupted() {
        simulator().faults().add(DOWNLOAD, AffectedCalls.only(1), Fault.corrupted());
        JsonNode part = begin().parts().get(0);

        Answer corrupted = ClientExport.download(part);
        Answer right = ClientExport.download(part);

        assertThat(corrupted.body()).hasSameSizeAs(right.body()).isNotEqualTo(right.body());
        assertThat(corrupted.header("x-ms-meta-hash")).isEqualTo(ClientCrypto.sha256(right.body()));
    }

    @Test
    void download_canBeSlow() {
        JsonNode part = begin().parts().get(0);
        byte[] whole = ClientExport.download(part).body();
        simulator().faults().add(DOWNLOAD, AffectedCalls.all(), Fault.slowAnswer(Duration.ofSeconds(3)));

        assertThat(ClientExport.download(part).body()).isEqualTo(whole);
        assertThat(waited).isEqualTo(Collections.nCopies(10, Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503"})
    void download_canFail_inXml(String status) {
        simulator().faults().add(DOWNLOAD + "=" + status);

        Answer failed = ClientExport.download(begin().parts().get(0));

        assertThat(failed.status()).isEqualTo(Integer.parseInt(status));
        assertThat(failed.text()).contains("<Error><Code>");
    }

    @Test
    void download_canBeAnsweredByAFirewall_orAsExpired() {
        simulator().faults().add(DOWNLOAD + "#1=html:200");
        simulator().faults().add(DOWNLOAD, AffectedCalls.only(2), Fault.expiredLink());
        JsonNode part = begin().parts().get(0);

        Answer page = ClientExport.download(part);
        Answer expired = ClientExport.download(part);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).startsWith("<html");
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.text()).contains("<Code>AuthenticationFailed</Code>");
    }

    private static Answer range(JsonNode part) {
        return RawClient.download(part.path("url").stringValue(), Map.of("Range", "bytes=10-19"));
    }

    private ClientExport.Order order() {
        return ClientExport.order(taxpayer, stored);
    }

    private ClientExport begin() {
        return order().begin();
    }
}
