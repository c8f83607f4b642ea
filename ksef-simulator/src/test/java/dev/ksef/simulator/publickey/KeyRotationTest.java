package dev.ksef.simulator.publickey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** klucze-publiczne-do-szyfrowania.md, section 3. */
class KeyRotationTest extends SimulatorTest {

    private static final String TOKEN = "KsefTokenEncryption";
    private static final String CONTENT = "SymmetricKeyEncryption";

    @Test
    void recertifiedKey_keepsItsIdUnderANewCertificate_andStaysGood() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        JsonNode before = only(CONTENT);
        ObjectNode prepared = taxpayer.openRequest(ClientSession.Key.random());
        simulator().keys().recertify(Usage.SYMMETRIC_KEY);
        JsonNode after = only(CONTENT);
        assertThat(after.path("publicKeyId")).isEqualTo(before.path("publicKeyId"));
        assertThat(after.path("certificateId")).isNotEqualTo(before.path("certificateId"));
        assertThat(after.path("validFrom").stringValue())
                .isGreaterThan(before.path("validFrom").stringValue());
        assertThat(open(taxpayer, prepared).status()).isEqualTo(201);
    }

    @Test
    void plannedRotation_publishesTwoKeys_andTakesBothUntilItIsFinished() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        simulator().keys().finishRotation(Usage.SYMMETRIC_KEY);
        ClientSession.Key contentKey = ClientSession.Key.random();
        ObjectNode withOld = taxpayer.openRequest(contentKey);
        simulator().keys().rotatePlanned(Usage.SYMMETRIC_KEY);

        List<JsonNode> both = published(CONTENT);
        assertThat(both).hasSize(2);
        assertThat(both.get(1).path("validFrom").stringValue())
                .as("the new one has the latest start")
                .isGreaterThan(both.get(0).path("validFrom").stringValue());
        Answer opened = open(taxpayer, withOld);
        var session = new ClientSession(
                taxpayer, contentKey, opened.json().path("referenceNumber").stringValue());
        assertThat(session.get("").json().path("status").path("code").intValue())
                .as("unwrapped with the key it names")
                .isEqualTo(100);

        simulator().keys().finishRotation(Usage.SYMMETRIC_KEY);
        assertThat(published(CONTENT)).containsExactly(both.get(1));
        assertThat(open(taxpayer, withOld).errorCode()).isEqualTo(21470);
    }

    @Test
    void emergencyRotation_withdrawsTheOldKeyAtOnce_ofThisUsageAlone() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        JsonNode content = only(CONTENT);
        String withdrawn = only(TOKEN).path("publicKeyId").stringValue();
        JsonNode challenge = taxpayer.challenge();
        String plain = taxpayer.token() + "|" + challenge.path("timestampMs").longValue();
        ObjectNode withOld = taxpayer.tokenRequest(challenge, plain).put("publicKeyId", withdrawn);
        simulator().keys().rotateEmergency(Usage.KSEF_TOKEN);

        Answer refused = taxpayer.client().post("/auth/ksef-token", "", withOld);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo(21470);
        assertThat(refused.errorDetail()).contains(withdrawn);
        assertThat(only(CONTENT)).as("the other usage").isEqualTo(content);

        JsonNode fresh = only(TOKEN);
        ObjectNode withNew = taxpayer.tokenRequest(challenge, plain)
                .put("publicKeyId", fresh.path("publicKeyId").stringValue());
        assertThat(taxpayer.redeemed(taxpayer.begin(withNew)).access())
                .as("the challenge is still good")
                .isNotEmpty();
    }

    @Test
    void keysThatRotateWhileTheyAreRead_areNeverHalfThere() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> rotating = () -> {
                for (int i = 0; i < 3; i++) {
                    simulator().keys().rotatePlanned(Usage.KSEF_TOKEN);
                    simulator().keys().finishRotation(Usage.KSEF_TOKEN);
                    simulator().keys().recertify(Usage.KSEF_TOKEN);
                }
                return null;
            };
            Callable<Void> reading = () -> {
                for (int i = 0; i < 30; i++) {
                    assertThat(published(TOKEN)).isNotEmpty();
                }
                return null;
            };
            for (var done : threads.invokeAll(List.of(rotating, rotating, reading, reading))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        simulator().keys().finishRotation(Usage.KSEF_TOKEN);
        assertThat(published(TOKEN)).hasSize(1);
    }

    private static Answer open(TaxpayerClient taxpayer, ObjectNode request) {
        return taxpayer.client().post("/sessions/online", taxpayer.access(), request);
    }

    private JsonNode only(String usage) {
        List<JsonNode> keys = published(usage);
        assertThat(keys).hasSize(1);
        return keys.get(0);
    }

    private List<JsonNode> published(String usage) {
        return client().get("/security/public-key-certificates", "")
                .json()
                .valueStream()
                .filter(key -> key.path("usage").path(0).stringValue().equals(usage))
                .toList();
    }
}
