package dev.ksef.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEdgeTest extends SimulatorTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @ParameterizedTest
    @CsvSource({
        "GET,/unknown,404",
        "GET,/auth,404",
        "POST,/auth/challenge/,404",
        "GET,/auth/challenge/more/of/it,404",
        "GET,/auth/token/redeem,405",
        "DELETE,/auth/challenge,405",
        "PUT,/sessions/online,405"
    })
    void request_thatNoOperationTakes_isRefused(String method, String path, int status) {
        Answer answer = client().send(method, path, "", null, Map.of());

        assertThat(answer.status()).as(method + " " + path).isEqualTo(status);
        assertThat(answer.json().path("status").intValue())
                .as("the body says it too")
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
    void request_ofAnotherContentType_isRefused(String contentType) {
        Answer answer = client().send("POST", "/auth/ksef-token", "", bytes("{}"), Map.of("Content-Type", contentType));

        assertThat(answer.status()).as("only JSON").isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=utf-8", "APPLICATION/JSON"})
    void request_ofJsonInOtherSpelling_isRead(String contentType) {
        Answer answer = client().send("POST", "/auth/ksef-token", "", bytes("{}"), Map.of("Content-Type", contentType));

        assertThat(answer.errorCode()).as("read and judged").isEqualTo(21405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{} {}", "null", "{\"challenge\":}"})
    void request_thatIsNoJsonObject_isUnreadable_andSaysWhy(String body) {
        Answer answer = client().send("POST", "/auth/ksef-token", "", bytes(body), JSON);

        assertThat(answer.status()).as("body " + body).isEqualTo(400);
        assertThat(answer.errorCode()).as("body " + body).isEqualTo(21001);
        assertThat(answer.errorDetail()).as("body " + body).contains("JSON");
    }

    @Test
    void request_nestedVeryDeep_isUnreadable() {
        Answer answer = client().send("POST", "/auth/ksef-token", "", bytes("[".repeat(100_000)), JSON);

        assertThat(answer.errorCode()).as("refused, not crashed").isEqualTo(21001);
    }

    @Test
    void request_tooLarge_isRefusedAndTheServerLives() {
        Answer answer = client().send("POST", "/auth/ksef-token", "", new byte[20_000_001], JSON);

        assertThat(answer.status()).as("too large").isEqualTo(413);
        assertThat(client().post("/auth/challenge", "").status())
                .as("still serving")
                .isEqualTo(200);
    }

    @Test
    void error_withProblemDetailsAskedFor_isOfThatForm() {
        Answer answer = client().send(
                        "POST",
                        "/auth/ksef-token",
                        "",
                        bytes("{}"),
                        Map.of("Content-Type", "application/json", "X-Error-Format", "problem-details"));

        JsonNode problem = answer.json();
        assertThat(answer.header("Content-Type")).as("media type").startsWith("application/problem+json");
        assertThat(problem.path("status").intValue()).as("status").isEqualTo(400);
        assertThat(problem.path("instance").stringValue()).as("path").isEqualTo("/v2/auth/ksef-token");
        assertThat(problem.path("errors").path(0).path("code").intValue())
                .as("code")
                .isEqualTo(21405);
        assertThat(problem.path("traceId").stringValue()).as("trace").matches("[0-9a-f]{32}");
    }

    @Test
    void error_byDefault_isOfTheOlderForm() {
        Answer answer = client().send("POST", "/auth/ksef-token", "", bytes("{}"), JSON);

        JsonNode exception = answer.json().path("exception");
        assertThat(answer.header("Content-Type")).as("media type").startsWith("application/json");
        assertThat(exception.path("serviceCode").stringValue())
                .as("trace context")
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void warning_askedFor_comesBackInAscii() {
        Answer answer =
                client().send("POST", "/auth/challenge", "", null, Map.of("X-Test-System-Warning", "[xml-002]: uwaga"));
        Answer refused = client().send(
                        "POST",
                        "/auth/ksef-token",
                        "",
                        bytes("{}"),
                        Map.of("Content-Type", "application/json", "X-Test-System-Warning", "[a]: b"));

        assertThat(answer.header("X-System-Warning")).as("echo").isEqualTo("[xml-002]: uwaga");
        assertThat(refused.header("X-System-Warning")).as("only with success").isEmpty();
    }

    @Test
    void head_ofAnOperation_isAnsweredWithoutBody() {
        Answer answer = client().send("HEAD", "/security/public-key-certificates", "", null, Map.of());

        assertThat(answer.status()).as("as GET").isEqualTo(200);
        assertThat(answer.body()).as("without a body").isEmpty();
    }

    @Test
    void request_withUnknownParameterOrField_isAnswered() {
        // Not held against the file, which knows neither.
        try (KsefSimulator unobserved = KsefSimulator.start()) {
            RawClient client = new RawClient(unobserved.baseUri());

            assertThat(client.post("/auth/challenge?extra=1", "").status())
                    .as("what is unknown is ignored")
                    .isEqualTo(200);
            assertThat(client.send("POST", "/auth/ksef-token", "", bytes("{\"extra\":{}}"), JSON)
                            .text())
                    .as("what is unknown is ignored")
                    .doesNotContain("extra");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
