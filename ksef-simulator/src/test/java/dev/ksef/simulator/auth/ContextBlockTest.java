package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts that nobody signs in for any more. */
class ContextBlockTest extends XadesTest {

    private Answer post(String change, String type, String value) {
        JsonNode body = RawClient.JSON.readTree(
                "{\"contextIdentifier\":{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}}");
        return client().post("/testdata/context/" + change, "", body);
    }

    private int signIn(TaxpayerClient taxpayer) {
        return code(taxpayer.authenticationStatus(taxpayer.begin()));
    }

    @Test
    void signIn_forABlockedContext_endsWith480_untilItIsUnblocked() {
        TaxpayerClient taxpayer = taxpayer();
        String nip = taxpayer.nip();

        assertThat(post("block", "Nip", nip).status()).isEqualTo(200);

        assertThat(signIn(taxpayer)).as("with a KSeF token").isEqualTo(480);
        assertThat(code(status(new TestSignature(TestSigner.seal(nip)).enveloped(request(nip)))))
                .as("with a certificate")
                .isEqualTo(480);
        assertThat(signIn(taxpayer())).as("for another context").isEqualTo(200);
        assertThat(post("unblock", "Nip", nip).status()).isEqualTo(200);
        assertThat(signIn(taxpayer)).isEqualTo(200);
    }

    @Test
    void login_ofABlockedContext_stays() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        post("block", "Nip", taxpayer.nip());

        assertThat(client().get("/sessions?sessionType=Online", taxpayer.access())
                        .status())
                .isEqualTo(200);
        assertThat(client().post("/auth/token/refresh", taxpayer.refresh()).status())
                .isEqualTo(200);
    }

    @Test
    void signIn_thatWouldFailAnyway_failsForItsOwnReason() {
        TaxpayerClient taxpayer = new TaxpayerClient(client(), nip(), "20261123-EC-unknown");
        post("block", "Nip", taxpayer.nip());

        assertThat(signIn(taxpayer)).isEqualTo(450);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"contextIdentifier\":null}",
                "{\"contextIdentifier\":{\"type\":\"Nip\"}}",
                "{\"contextIdentifier\":{\"type\":\"Nip\",\"value\":\"123\"}}",
                "{\"contextIdentifier\":{\"type\":\"Regon\",\"value\":\"5265877635\"}}"
            })
    void context_thatIsNone_isRefused(String body) {
        assertThat(client().post("/testdata/context/block", "", RawClient.JSON.readTree(body))
                        .errorCode())
                .isEqualTo(21405);
    }
}
