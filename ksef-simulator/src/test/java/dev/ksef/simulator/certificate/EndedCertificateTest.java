package dev.ksef.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that are let end early, as only the environment for tests allows. */
class EndedCertificateTest extends XadesTest {

    private final KeyPair keys = ClientKeys.p256();
    private TaxpayerClient taxpayer;
    private IssuedCertificate issued;

    @BeforeEach
    void issue() {
        taxpayer = taxpayer().signedIn();
        issued = simulator().certificates().issueForAuthentication(keys.getPublic(), "Firma", taxpayer.nip());
    }

    private Answer end(TaxpayerClient caller, String serialNumber, String validTo) {
        return client().send(
                        "PUT",
                        "/testdata/certificates/" + serialNumber,
                        caller.access(),
                        RawClient.JSON.writeValueAsBytes(
                                RawClient.JSON.createObjectNode().put("validTo", validTo)),
                        Map.of("Content-Type", "application/json"));
    }

    private JsonNode signIn() {
        return status(new TestSignature(new TestSigner(keys, issued.certificate())).enveloped(request(taxpayer.nip())));
    }

    private JsonNode listed() {
        return client().post("/certificates/query", taxpayer.access()).json().at("/certificates/0");
    }

    @Test
    void certificate_thatEndsEarlier_signsInUntilThen() {
        String soon = clock.instant().plus(Duration.ofMinutes(1)).toString();

        assertThat(end(taxpayer, issued.serialNumber(), soon).status()).isEqualTo(200);

        assertThat(listed().path("validTo").stringValue()).startsWith(soon.substring(0, 19));
        assertThat(listed().path("status").stringValue()).isEqualTo("Active");
        assertThat(code(signIn())).as("before").isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        JsonNode after = signIn();
        assertThat(code(after)).as("afterwards").isEqualTo(460);
        assertThat(detail(after)).isEqualTo("Nieważny certyfikat");
        assertThat(listed().path("status").stringValue()).isEqualTo("Expired");
        assertThat(client().post("/certificates/" + issued.serialNumber() + "/revoke", taxpayer.access())
                        .status())
                .as("a KSeF token never revokes")
                .isEqualTo(403);
    }

    @Test
    void certificate_cannotEndLaterThanItDoes() {
        String end = listed().path("validTo").stringValue();

        assertThat(end(taxpayer, issued.serialNumber(), "2099-01-01T00:00:00Z").errorCode())
                .as("later")
                .isEqualTo(21405);
        assertThat(end(taxpayer, issued.serialNumber(), "2026-12-01T00:00:00Z").status())
                .isEqualTo(200);
        Answer again = end(taxpayer, issued.serialNumber(), end);

        assertThat(again.errorCode()).as("as long as before").isEqualTo(21405);
        assertThat(again.errorDetail()).contains("'validTo'", "2026-12-01T00:00:00");
    }

    @Test
    void certificate_ofAnother_isUnknown() {
        assertThat(end(taxpayer().signedIn(), issued.serialNumber(), "2026-12-01T00:00:00Z")
                        .errorCode())
                .isEqualTo(25008);
        assertThat(end(taxpayer, "00000000000000FF", "2026-12-01T00:00:00Z").errorCode())
                .as("nobody's")
                .isEqualTo(25008);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "00000000000000ff", "00000000000000FFF"})
    void serialNumber_ofAnotherShape_isRefused(String serialNumber) {
        assertThat(end(taxpayer, serialNumber, "2026-12-01T00:00:00Z").errorCode())
                .isEqualTo(21405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow"})
    void end_thatIsNoDate_isRefused(String validTo) {
        assertThat(end(taxpayer, issued.serialNumber(), validTo).errorCode()).isEqualTo(21405);
    }
}
