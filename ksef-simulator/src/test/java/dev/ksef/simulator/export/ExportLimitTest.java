package dev.ksef.simulator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.ClientExport;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an export leaves out by its size, and whom it is refused by the kind of context. */
class ExportLimitTest extends XadesTest {

    /** One of the simulator's invoices has some 900 bytes, compressed. */
    private static final int MOST_BYTES = 3_000;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.maxExportBytes(MOST_BYTES).maxRunningExports(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zip", "TarGz"})
    void package_thatIsFullByItsBytes_isTruncated(String compression) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        List<String> stored = store(taxpayer, 10);

        ClientExport export = ClientExport.order(taxpayer, begun())
                .with("compressionType", compression)
                .begin();

        JsonNode content = export.content();
        int count = content.path("invoiceCount").intValue();
        assertThat(content.path("isTruncated").booleanValue()).isTrue();
        assertThat(count).isBetween(2, 5);
        assertThat(ClientExport.numbers(export.files())).isEqualTo(stored.subList(0, count));
    }

    @Test
    void package_thatHoldsAll_isNot() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        store(taxpayer, 2);

        JsonNode content = ClientExport.order(taxpayer, begun()).begin().content();

        assertThat(content.path("invoiceCount").intValue()).isEqualTo(2);
        assertThat(content.path("isTruncated").booleanValue()).isFalse();
        assertThat(content.has("lastPermanentStorageDate")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject1", "Subject2", "SubjectAuthorized"})
    void subject_thatTheContextCannotBe_isRefused(String subjectType) {
        Answer answer = orderOfAUnit(subjectType).post();

        assertThat(answer.errorCode()).isEqualTo(21181);
        assertThat(answer.errorDetail()).contains("(" + subjectType + ")", "(InternalId)");
    }

    @Test
    void unit_ofATaxpayer_canBeAThirdSubject() {
        assertThat(orderOfAUnit("Subject3").begin().statusCode()).isEqualTo(200);
    }

    @Test
    void limitOfRunningExports_isThatOfOneSubjectInOneContext() {
        String nip = nip();
        String pesel = "85010112345";
        simulator().grant(pesel, nip);
        simulator().faults().add("POST /invoices/exports=export-hangs");
        try {
            TaxpayerClient bySeal = signedIn(TestSigner.seal(nip), "Nip", nip);
            assertThat(ClientExport.order(bySeal, begun()).post().status()).isEqualTo(201);

            assertThat(ClientExport.order(bySeal, begun()).post().errorCode()).isEqualTo(21182);
            assertThat(ClientExport.order(signedIn(TestSigner.person("PNOPL-" + pesel), "Nip", nip), begun())
                            .post()
                            .status())
                    .as("another subject")
                    .isEqualTo(201);
            assertThat(orderOfAUnit(nip, "Subject3").post().status())
                    .as("the same subject in another context")
                    .isEqualTo(201);
        } finally {
            simulator().faults().clear();
        }
    }

    private ClientExport.Order orderOfAUnit(String subjectType) {
        return orderOfAUnit(nip(), subjectType);
    }

    private ClientExport.Order orderOfAUnit(String nip, String subjectType) {
        TaxpayerClient unit = signedIn(TestSigner.seal(nip), "InternalId", nip + "-12345");
        ClientExport.Order order = ClientExport.order(unit, begun());
        order.filters().put("subjectType", subjectType);
        return order;
    }

    private TaxpayerClient signedIn(TestSigner signer, String contextType, String context) {
        byte[] document = new TestSignature(signer).enveloped(request(contextType, context, BY_SUBJECT));
        return new TaxpayerClient(client(), context, "").redeemed(begun(post(document)));
    }

    private Instant begun() {
        return clock.instant().minusSeconds(3600);
    }

    private List<String> store(TaxpayerClient taxpayer, int count) {
        return simulator()
                .invoices()
                .store(
                        count,
                        taxpayer.nip(),
                        "5265877635",
                        begun(),
                        clock.instant().minusSeconds(60));
    }
}
