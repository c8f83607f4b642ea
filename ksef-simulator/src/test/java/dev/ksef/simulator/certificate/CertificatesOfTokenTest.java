package dev.ksef.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The operations with certificates in the whole simulator, as far as a KSeF token leads. */
class CertificatesOfTokenTest extends SimulatorTest {

    @Test
    void applying_withAKsefToken_isRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode application = RawClient.JSON
                .createObjectNode()
                .put("certificateName", "Certyfikat")
                .put("certificateType", "Offline")
                .put("csr", "AAAA");

        JsonNode limits =
                client().get("/certificates/limits", taxpayer.access()).json();

        assertThat(limits.path("canRequest").booleanValue()).as("told so").isFalse();
        assertThat(client().get("/certificates/enrollments/data", taxpayer.access())
                        .errorCode())
                .as("no data")
                .isEqualTo(25001);
        assertThat(client().post("/certificates/enrollments", taxpayer.access(), application)
                        .errorCode())
                .as("no application")
                .isEqualTo(25002);
    }

    @Test
    void certificates_ofTheCompany_areListedAndNotRevoked() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        IssuedCertificate issued =
                simulator().certificates().issueForOffline(ClientKeys.p256().getPublic(), "Firma", taxpayer.nip());

        JsonNode listed =
                client().post("/certificates/query", taxpayer.access()).json().path("certificates");
        Answer revoked = client().post("/certificates/" + issued.serialNumber() + "/revoke", taxpayer.access());

        assertThat(listed.path(0).path("certificateSerialNumber").stringValue())
                .as("the one that was issued for it")
                .isEqualTo(issued.serialNumber());
        assertThat(revoked.status()).as("not with a token").isEqualTo(403);
    }

    @Test
    void operations_withoutABearer_areUnauthorized() {
        assertThat(client().get("/certificates/limits", "").status()).isEqualTo(401);
        assertThat(client().post("/certificates/query", "").status()).isEqualTo(401);
    }
}
