package dev.ksef.simulator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientExport;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The storage, where the parts of exports are downloaded by signed link: at a port of its own. */
class PartDownloadTest extends SimulatorTest {

    private TaxpayerClient taxpayer;
    private ClientExport export;
    private byte[] whole;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.storagePort(0);
    }

    @BeforeEach
    void exportOne() {
        taxpayer = taxpayer().signedIn();
        Instant stored = clock.instant().minusSeconds(60);
        simulator().invoices().store(1, taxpayer.nip(), "5265877635", stored, stored);
        export = ClientExport.order(taxpayer, stored).begin();
        whole = get(Map.of()).body();
    }

    @Test
    void link_leadsToTheStorageAlone() {
        String storage = simulator().storageUri().toString();
        String atTheApi = link().replace(
                        storage, simulator().baseUri().resolve("/").toString().replaceFirst("/$", ""));

        assertThat(link())
                .startsWith(storage + "/storage/00/" + export.referenceNumber().toLowerCase(Locale.ROOT) + "/");
        assertThat(RawClient.download(atTheApi, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void link_isGoodForAnHour_andNewAtEachLook() {
        JsonNode first = part();
        clock.advance(Duration.ofMinutes(5));
        JsonNode second = part();

        assertThat(first.path("expirationDate").stringValue())
                .isEqualTo(KsefTimestamps.json(
                        clock.instant().plus(Duration.ofMinutes(55)).truncatedTo(ChronoUnit.SECONDS)));
        assertThat(second.path("url")).isNotEqualTo(first.path("url"));
        clock.advance(Duration.ofMinutes(56));
        Answer late = ClientExport.download(first);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.header("Content-Type")).isEqualTo("application/xml");
        assertThat(late.text()).contains("<Code>AuthenticationFailed</Code>");
        assertThat(ClientExport.download(second).body()).as("the newer one").isEqualTo(whole);
    }

    @Test
    void link_ofAnotherPart_orChanged_isRefused() {
        assertThat(RawClient.download(link().replace("-001.", "-002."), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(RawClient.download(link().replaceFirst("se=[^&]*", "se=2030-01-01T00:00:00Z"), Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void download_withABearer_isRefused() {
        Answer refused = get(Map.of("Authorization", "Bearer " + taxpayer.access()));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("<Code>InvalidAuthenticationInfo</Code>");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9,0,9", "bytes=100-,100,-1", "bytes=7-7,7,7", "bytes=5-99999999,5,-1"})
    void range_isGivenAlone(String range, int first, int last) {
        int end = last < 0 ? whole.length - 1 : last;

        Answer answer = get(Map.of("Range", range));

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + end + "/" + whole.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(whole, first, end + 1));
        assertThat(answer.header("x-ms-meta-hash"))
                .as("of the whole part")
                .isEqualTo(part().path("encryptedPartHash").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9-3", "bytes=-5", "bytes=0-1,4-5", "lines=1-2", "bytes=x-"})
    void range_thatIsNone_isIgnored(String range) {
        Answer answer = get(Map.of("Range", range));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(whole);
    }

    @Test
    void range_beyondTheEnd_isRefused() {
        Answer answer = get(Map.of("Range", "bytes=" + whole.length + "-"));

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + whole.length);
        assertThat(answer.text()).contains("<Code>InvalidRange</Code>");
    }

    @Test
    void ranges_areReported() {
        int before = simulator().exports().ranges().size();

        get(Map.of());
        get(Map.of("Range", "bytes=3-"));

        List<String> ranges = simulator().exports().ranges();
        assertThat(ranges.subList(before, ranges.size())).containsExactly("bytes=3-");
    }

    private JsonNode part() {
        return export.parts().get(0);
    }

    private String link() {
        return part().path("url").stringValue();
    }

    private Answer get(Map<String, String> headers) {
        return RawClient.download(link(), headers);
    }
}
