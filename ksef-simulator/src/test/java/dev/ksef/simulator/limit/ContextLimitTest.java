package dev.ksef.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of a context that are changed as only the environment for tests allows. */
class ContextLimitTest extends SimulatorTest {

    private static final String PATH = "/testdata/limits/context/session";
    private static final String PADDING = "<!--" + "x".repeat(1_100_000) + "-->";

    static ObjectNode limits(int megabytes, int invoices, int perIdentifier) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        for (String session : new String[] {"onlineSession", "batchSession"}) {
            request.putObject(session)
                    .put("maxInvoiceSizeInMB", megabytes)
                    .put("maxInvoiceWithAttachmentSizeInMB", 4)
                    .put("maxInvoices", invoices);
        }
        request.putObject("collectiveIdentifier").put("maxInvoices", perIdentifier);
        return request;
    }

    private Answer set(TaxpayerClient taxpayer, ObjectNode limits) {
        return client().post(PATH, taxpayer.access(), limits);
    }

    private JsonNode shown(TaxpayerClient taxpayer) {
        return client().get("/limits/context", taxpayer.access()).json();
    }

    @Test
    void limits_set_areShownForTheirContextOnly_untilTheyAreReset() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        JsonNode usual = shown(taxpayer);

        assertThat(set(taxpayer, limits(2, 5, 7)).status()).isEqualTo(200);

        assertThat(shown(taxpayer)).isEqualTo(limits(2, 5, 7));
        assertThat(shown(taxpayer().signedIn())).as("another context").isEqualTo(usual);
        assertThat(client().delete(PATH, taxpayer.access()).status()).isEqualTo(200);
        assertThat(shown(taxpayer)).isEqualTo(usual);
    }

    @Test
    void onlineSession_ofAContextWithLimitsOfItsOwn_takesAsManyInvoices() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        session.send(TestInvoice.of(taxpayer).xml());
        set(taxpayer, limits(1, 2, 2));
        session.send(TestInvoice.of(taxpayer).xml());

        byte[] third = TestInvoice.of(taxpayer).xml().getBytes(StandardCharsets.UTF_8);
        Answer full = session.post(session.sendRequest(third));
        client().delete(PATH, taxpayer.access());

        assertThat(full.errorCode()).as("the third one").isEqualTo(21155);
        assertThat(session.post(session.sendRequest(third)).status())
                .as("under the usual limits")
                .isEqualTo(202);
    }

    @Test
    void onlineSession_ofAContextWithLargerInvoices_takesThem() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        String large = TestInvoice.of(taxpayer).end(PADDING).xml();

        int before = code(session.sendAndLook(large));
        set(taxpayer, limits(2, 100, 2));

        assertThat(before).as("more than 1 MB").isEqualTo(430);
        assertThat(code(session.sendAndLook(large))).as("at most 2 MB").isEqualTo(200);
    }

    @Test
    void onlineSession_ofAContextWithoutRoomForAnyInvoice_rejectsEach() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        set(taxpayer, limits(0, 100, 2));

        assertThat(code(taxpayer.open().sendAndLook(TestInvoice.of(taxpayer).xml())))
                .as("at most 0 MB")
                .isEqualTo(430);
    }

    @Test
    void batch_ofAContextWithLimitsOfItsOwn_hasAsManyInvoicesOfThatSize() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        set(taxpayer, limits(2, 2, 2));
        String large = TestInvoice.of(taxpayer).end(PADDING).xml();
        String small = TestInvoice.of(taxpayer).xml();
        String another = TestInvoice.of(taxpayer).xml();

        ClientBatch tooMany = ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.ZIP, large, small, another));
        ClientBatch fitting = ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.ZIP, large, small));

        assertThat(tooMany.settledCode()).as("three invoices").isEqualTo(420);
        assertThat(fitting.settledCode()).as("two of them").isEqualTo(200);
        assertThat(fitting.invoiceCodes()).containsExactly(200, 200);
    }

    private static int code(JsonNode invoice) {
        return invoice.path("status").path("code").intValue();
    }

    @ParameterizedTest
    @CsvSource({
        "onlineSession,maxInvoiceSizeInMB,6",
        "batchSession,maxInvoiceSizeInMB,-1",
        "onlineSession,maxInvoiceWithAttachmentSizeInMB,11",
        "batchSession,maxInvoices,100001",
        "collectiveIdentifier,maxInvoices,1",
        "collectiveIdentifier,maxInvoices,5001"
    })
    void limits_outOfBounds_areRefused_andChangeNothing(String group, String field, int value) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        JsonNode usual = shown(taxpayer);
        ObjectNode request = limits(1, 1, 2);
        ((ObjectNode) request.path(group)).put(field, value);

        Answer answer = set(taxpayer, request);

        assertThat(answer.errorCode()).isEqualTo(21405);
        assertThat(answer.errorDetail()).contains("'" + group + "." + field + "'", "You entered " + value);
        assertThat(shown(taxpayer)).isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({"onlineSession", "batchSession", "collectiveIdentifier"})
    void limits_withoutAGroup_areRefused(String group) {
        ObjectNode request = limits(1, 1, 2);
        request.remove(group);

        Answer answer = set(taxpayer().signedIn(), request);

        assertThat(answer.errorCode()).isEqualTo(21405);
        assertThat(answer.errorDetail()).contains("'" + group + "'");
    }

    @Test
    void limits_withoutAnAccessToken_areRefused() {
        assertThat(client().post(PATH, "", limits(1, 1, 2)).status()).isEqualTo(401);
        assertThat(client().delete(PATH, "").status()).isEqualTo(401);
    }
}
