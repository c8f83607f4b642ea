package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TaxpayerClient.SigningIn;
import dev.ksef.simulator.identifier.Crc8Checksum;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSignInTest extends SimulatorTest {

    @Test
    void challenge_ofTheSimulator_hasTheDocumentedShape() {
        JsonNode challenge = client().post("/auth/challenge", "").json();

        String text = challenge.path("challenge").stringValue();
        assertThat(text).as("grammar of a challenge").matches("20261123-CR-[A-F0-9]{10}-[A-F0-9]{10}-[A-F0-9]{2}");
        assertThat(text.substring(34))
                .as("the end is a CRC-8 of all before the last hyphen")
                .isEqualTo(Crc8Checksum.of(text.substring(0, 33)));
        assertThat(challenge.path("timestamp").stringValue())
                .as("seven fraction digits and an offset")
                .isEqualTo("2026-11-23T"
                        + challenge.path("timestamp").stringValue().substring(11, 19) + ".1234567+00:00");
        assertThat(challenge.path("timestampMs").longValue())
                .as("milliseconds are cut off, not rounded")
                .isEqualTo(clock.instant().toEpochMilli());
        assertThat(challenge.path("clientIp").stringValue()).as("who asked").isEqualTo("127.0.0.1");
    }

    @Test
    void signIn_tokenThatContainsTheSeparator_succeeds() {
        TaxpayerClient taxpayer = taxpayer();

        JsonNode status = taxpayer.authenticationStatus(taxpayer.begin());

        assertThat(taxpayer.token())
                .as("the token itself has the separator in it")
                .contains("|");
        assertThat(code(status)).as("split at the last separator").isEqualTo(200);
    }

    @Test
    void signIn_unknownToken_fails() {
        assertFailure(answering("no-such-token", 0), "Nieprawidłowy token");
    }

    @Test
    void signIn_timeOffByOneMillisecond_fails() {
        TaxpayerClient taxpayer = taxpayer();

        assertFailure(answering(taxpayer, taxpayer.token(), 1), "Nieprawidłowy czas tokena");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nip", "NIP", "nIP"})
    void signIn_typeOfTheContextInAnotherCase_succeedsWithAWarning(String type) {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        ObjectNode request = taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue());
        request.withObject("/contextIdentifier").put("type", type);

        Answer answer = client().send(
                        "POST",
                        "/auth/ksef-token",
                        "",
                        RawClient.JSON.writeValueAsBytes(request),
                        Map.of("Content-Type", "application/json", "X-Test-System-Warning", "[a]: b"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("X-System-Warning"))
                .contains("otherwise than Nip")
                .endsWith(" | [a]: b");
    }

    @Test
    void signIn_withoutTheDeprecatedMethod_tellsTheOtherFieldsAndStillConforms() {
        SpecificationObserver specification = new SpecificationObserver();
        try (KsefSimulator ksef = KsefSimulator.builder()
                .authenticationMethod(false)
                .observer(specification)
                .start()) {
            TaxpayerClient taxpayer = new TaxpayerClient(new RawClient(ksef.baseUri()), ksef.nip(), ksef.token());
            SigningIn begun = taxpayer.begin();
            JsonNode status = taxpayer.authenticationStatus(begun);
            JsonNode listed = taxpayer.client()
                    .get("/auth/sessions", taxpayer.redeemed(begun).access())
                    .json()
                    .path("items")
                    .path(0);

            assertThat(status.has("authenticationMethod")).isFalse();
            assertThat(listed.has("authenticationMethod")).isFalse();
            assertThat(listed.path("authenticationMethodInfo").path("code").stringValue())
                    .isEqualTo("token.ksef");
            specification.assertNoViolations();
        }
    }

    @Test
    void signIn_typeOfTheContextAsTheApiNamesIt_hasNoWarning() {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        ObjectNode request = taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue());

        assertThat(client().post("/auth/ksef-token", "", request).header("X-System-Warning"))
                .isEmpty();
    }

    @Test
    void signIn_plainTextWithoutSeparator_fails() {
        TaxpayerClient taxpayer = taxpayer();

        assertFailure(
                status(taxpayer, taxpayer.tokenRequest(taxpayer.challenge(), "token")),
                "Nieprawidłowe kodowanie tokena");
    }

    @Test
    void signIn_maskGenerationWithSha1_fails() {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        String plain = taxpayer.token() + "|" + challenge.path("timestampMs").longValue();
        byte[] wrapped = ClientCrypto.wrap(
                ClientCrypto.certificate(taxpayer.publicKey("KsefTokenEncryption")),
                plain.getBytes(StandardCharsets.UTF_8),
                ClientCrypto.OAEP_WITH_MGF1_SHA1);
        ObjectNode request =
                taxpayer.tokenRequest(challenge, plain).put("encryptedToken", ClientCrypto.base64(wrapped));

        assertFailure(status(taxpayer, request), "Nieprawidłowe szyfrowanie tokena");
    }

    @Test
    void signIn_tokenOfAnotherTaxpayer_fails() {
        TaxpayerClient taxpayer = taxpayer();

        assertFailure(
                answering(taxpayer, taxpayer().token(), 0), "Token nie może być użyty w kontekście " + taxpayer.nip());
    }

    @Test
    void signIn_challengeAnsweredBefore_fails() {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        ObjectNode request = taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue());
        assertThat(code(status(taxpayer, request))).as("the first answer").isEqualTo(200);

        assertFailure(status(taxpayer, request), "Nieprawidłowe wyzwanie autoryzacyjne");
    }

    @Test
    void signIn_challengeTenMinutesOld_fails() {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        ObjectNode request = taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue());
        clock.advance(Duration.ofMinutes(10));

        assertFailure(status(taxpayer, request), "Nieprawidłowe wyzwanie autoryzacyjne");
    }

    @Test
    void signIn_challengeJustBelowTenMinutesOld_succeeds() {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        ObjectNode request = taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue());
        clock.advance(Duration.ofMinutes(10).minusMillis(1));

        assertThat(code(status(taxpayer, request))).as("still in time").isEqualTo(200);
    }

    @Test
    void signIn_unknownChallenge_isRefusedAtOnce() {
        TaxpayerClient taxpayer = taxpayer();
        ObjectNode request = taxpayer.tokenRequest(taxpayer.challenge(), "a|1")
                .put("challenge", "20261123-CR-0000000000-0000000000-00");

        Answer answer = client().post("/auth/ksef-token", "", request);

        assertThat(answer.status()).as("refused before anything is decrypted").isEqualTo(400);
        assertThat(answer.errorCode()).as("invalid challenge").isEqualTo(21111);
    }

    @Test
    void signIn_unknownKeyId_isRefusedAtOnce() {
        TaxpayerClient taxpayer = taxpayer();
        String keyId = ClientCrypto.base64(ClientCrypto.random(32));

        Answer answer = client().post(
                        "/auth/ksef-token",
                        "",
                        taxpayer.tokenRequest(taxpayer.challenge(), "a|1").put("publicKeyId", keyId));

        assertThat(answer.errorCode()).as("unknown key").isEqualTo(21470);
        assertThat(answer.errorDetail()).as("says which").contains(keyId);
    }

    @Test
    void signIn_keyIdOfTheOtherUsage_isRefusedAtOnce() {
        TaxpayerClient taxpayer = taxpayer();
        String keyId =
                taxpayer.publicKey("SymmetricKeyEncryption").path("publicKeyId").stringValue();

        Answer answer = client().post(
                        "/auth/ksef-token",
                        "",
                        taxpayer.tokenRequest(taxpayer.challenge(), "a|1").put("publicKeyId", keyId));

        assertThat(answer.errorCode()).as("a key has one usage").isEqualTo(21470);
    }

    @Test
    void signIn_requestWithoutFields_namesAllOfThem() {
        Answer answer = client().post("/auth/ksef-token", "", RawClient.JSON.createObjectNode());

        assertThat(answer.errorCode()).as("validation").isEqualTo(21405);
        assertThat(answer.text())
                .as("all that is wrong is said at once")
                .contains("'challenge'", "'contextIdentifier'", "'encryptedToken'");
    }

    @Test
    void signIn_unknownContextType_isRefused() {
        TaxpayerClient taxpayer = taxpayer();
        ObjectNode request = taxpayer.tokenRequest(taxpayer.challenge(), "a|1");
        request.putObject("contextIdentifier").put("type", "Pesel").put("value", taxpayer.nip());

        assertThat(client().post("/auth/ksef-token", "", request).errorCode()).isEqualTo(21405);
    }

    @Test
    void status_tokenOfAnotherOperation_isNotFound() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn one = taxpayer.begin();
        SigningIn other = taxpayer.begin();

        Answer answer = client().get("/auth/" + one.referenceNumber(), other.authenticationToken());

        assertThat(answer.errorCode()).as("the operation is not this caller's").isEqualTo(21304);
    }

    private JsonNode answering(String token, long millisecondsOff) {
        return answering(taxpayer(), token, millisecondsOff);
    }

    private static JsonNode answering(TaxpayerClient taxpayer, String token, long millisecondsOff) {
        JsonNode challenge = taxpayer.challenge();
        long time = challenge.path("timestampMs").longValue() + millisecondsOff;
        return status(taxpayer, taxpayer.tokenRequest(challenge, token + "|" + time));
    }

    private static JsonNode status(TaxpayerClient taxpayer, ObjectNode request) {
        return taxpayer.authenticationStatus(taxpayer.begin(request));
    }

    private static void assertFailure(JsonNode status, String detail) {
        assertThat(code(status)).as("failure by the token: " + status).isEqualTo(450);
        assertThat(status.path("status").path("details").path(0).stringValue())
                .as("the reason")
                .isEqualTo(detail);
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
