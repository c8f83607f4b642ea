package dev.ksef.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of a subject's certificates that are changed as only the environment for tests allows. */
class SubjectLimitTest extends SimulatorTest {

    private static final String PATH = "/testdata/limits/subject/certificate";

    private Answer set(TaxpayerClient taxpayer, String request) {
        return client().post(PATH, taxpayer.access(), RawClient.JSON.readTree(request));
    }

    private static ObjectNode quota(int enrollments, int certificates) {
        ObjectNode limits = RawClient.JSON.createObjectNode();
        limits.putObject("enrollment").put("maxEnrollments", enrollments);
        limits.putObject("certificate").put("maxCertificates", certificates);
        return limits;
    }

    private JsonNode shown(TaxpayerClient taxpayer) {
        return client().get("/limits/subject", taxpayer.access()).json();
    }

    @Test
    void limits_set_areShownForTheirSubjectOnly_untilTheyAreReset() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(set(taxpayer, """
                {"subjectIdentifierType":"Nip","enrollment":{"maxEnrollments":7},"certificate":{"maxCertificates":5}}""").status()).isEqualTo(200);

        assertThat(shown(taxpayer)).isEqualTo(quota(7, 5));
        assertThat(client().get("/certificates/limits", taxpayer.access())
                        .json()
                        .path("certificate")
                        .path("limit")
                        .intValue())
                .as("counted by")
                .isEqualTo(5);
        assertThat(shown(taxpayer().signedIn())).as("another subject").isEqualTo(quota(300, 100));
        assertThat(client().delete(PATH, taxpayer.access()).status()).isEqualTo(200);
        assertThat(shown(taxpayer)).isEqualTo(quota(300, 100));
    }

    @Test
    void limits_thatAreNotNamed_stay() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        set(taxpayer, "{\"enrollment\":{\"maxEnrollments\":0}}");

        assertThat(shown(taxpayer)).isEqualTo(quota(0, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enrollment\":{\"maxEnrollments\":-1}}",
                "{\"certificate\":{\"maxCertificates\":\"5\"}}",
                "{\"subjectIdentifierType\":\"Regon\"}",
                "{\"subjectIdentifierType\":\"Pesel\",\"certificate\":{\"maxCertificates\":5}}"
            })
    void limits_thatAreWrong_areRefused_andChangeNothing(String request) {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(set(taxpayer, request).errorCode()).isEqualTo(21405);
        assertThat(shown(taxpayer)).isEqualTo(quota(300, 100));
    }
}
