package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TaxpayerClient.SigningIn;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest extends SimulatorTest {

    @Test
    void redeem_secondTime_isRefused() {
        SigningIn signingIn = taxpayer().begin();
        Answer first = client().post("/auth/token/redeem", signingIn.authenticationToken());

        Answer second = client().post("/auth/token/redeem", signingIn.authenticationToken());

        assertThat(first.status()).as("tokens are given once").isEqualTo(200);
        assertThat(second.errorCode()).as("and only once").isEqualTo(21301);
        assertThat(second.errorDetail()).as("the reason").contains("zostały już pobrane");
    }

    @Test
    void redeem_afterFailedSignIn_isRefused() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn failed = taxpayer.begin(taxpayer.tokenRequest(taxpayer.challenge(), "wrong|1"));

        Answer answer = client().post("/auth/token/redeem", failed.authenticationToken());

        assertThat(answer.errorCode()).as("not authorised").isEqualTo(21301);
        assertThat(answer.errorDetail()).as("says the status").contains("Status uwierzytelnienia (450)");
    }

    @Test
    void tokens_ofASignIn_liveAsLongAsDocumented() {
        TaxpayerClient taxpayer = taxpayer();
        JsonNode challenge = taxpayer.challenge();
        JsonNode begun = client().post(
                        "/auth/ksef-token",
                        "",
                        taxpayer.tokenRequest(
                                challenge,
                                taxpayer.token() + "|"
                                        + challenge.path("timestampMs").longValue()))
                .json()
                .path("authenticationToken");
        JsonNode redeemed = client().post(
                        "/auth/token/redeem", begun.path("token").stringValue())
                .json();

        assertThat(life(begun)).as("operation token").isEqualTo(Duration.ofMinutes(45));
        assertThat(life(redeemed.path("accessToken"))).as("access token").isEqualTo(Duration.ofMinutes(15));
        assertThat(life(redeemed.path("refreshToken"))).as("refresh token").isEqualTo(Duration.ofDays(7));
    }

    @Test
    void accessToken_tellsItsHolderAndItsRights() {
        JsonNode claims = claims(taxpayer().signedIn().access());

        assertThat(RawClient.JSON.readTree(claims.path("per").stringValue()).valueStream())
                .extracting(JsonNode::stringValue)
                .contains("InvoiceRead", "InvoiceWrite", "CredentialsManage");
        for (String empty : List.of("pec", "rol", "pep")) {
            assertThat(claims.path(empty).stringValue()).as(empty).isEqualTo("[]");
        }
        assertThat(RawClient.JSON
                        .readTree(claims.path("sud").stringValue())
                        .path("subjectIdentifier")
                        .path("value")
                        .stringValue())
                .isEqualTo(claims.path("civ").stringValue());
        assertThat(RawClient.JSON.readTree(claims.path("asi").stringValue()))
                .as("the author of the token")
                .isEqualTo(RawClient.JSON
                        .createObjectNode()
                        .put("type", "Nip")
                        .put("value", claims.path("civ").stringValue()));
    }

    @Test
    void accessToken_tellsItsContext_asTheApiWritesIt() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        JsonNode claims = claims(taxpayer.access());

        assertThat(claims.path("cit").stringValue()).isEqualTo("Nip");
        assertThat(claims.path("civ").stringValue()).isEqualTo(taxpayer.nip());
    }

    @Test
    void otherTokens_tellNoRights() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn begun = taxpayer.begin();

        for (String token :
                List.of(begun.authenticationToken(), taxpayer.redeemed(begun).refresh())) {
            assertThat(claims(token).has("per")).isFalse();
            assertThat(claims(token).has("sud")).isFalse();
        }
    }

    @Test
    void refresh_twiceWithinASecond_givesTwoTokens() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(refreshed(client(), taxpayer)).isNotEqualTo(refreshed(client(), taxpayer));
    }

    @Test
    void refresh_twiceWithinASecond_givesOneTokenOnRequest() {
        try (KsefSimulator ksef = KsefSimulator.builder()
                .clock(clock)
                .sameTokenWithinASecond(true)
                .start()) {
            RawClient client = new RawClient(ksef.baseUri());
            TaxpayerClient taxpayer = new TaxpayerClient(client, ksef.nip(), ksef.token()).signedIn();
            String first = refreshed(client, taxpayer);

            assertThat(refreshed(client, taxpayer)).isEqualTo(first);
            clock.advance(Duration.ofSeconds(1));
            assertThat(refreshed(client, taxpayer)).as("a second later").isNotEqualTo(first);
        }
    }

    private static String refreshed(RawClient client, TaxpayerClient taxpayer) {
        return client.post("/auth/token/refresh", taxpayer.refresh())
                .json()
                .path("accessToken")
                .path("token")
                .stringValue();
    }

    private static JsonNode claims(String token) {
        return RawClient.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    @Test
    void accessToken_fifteenMinutesOld_isRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(listing(taxpayer.access()).status()).as("to the last second").isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(listing(taxpayer.access()).status()).as("expired").isEqualTo(401);
    }

    @Test
    void refresh_secondTime_givesAnotherAccessTokenAndKeepsTheRefreshToken() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        clock.advance(Duration.ofMinutes(20));
        client().post("/auth/token/refresh", taxpayer.refresh());
        clock.advance(Duration.ofMinutes(20));

        Answer answer = client().post("/auth/token/refresh", taxpayer.refresh());

        String access = answer.json().path("accessToken").path("token").stringValue();
        assertThat(access).as("a new token").isNotEqualTo(taxpayer.access());
        assertThat(listing(access).status()).as("which works").isEqualTo(200);
        assertThat(answer.json().has("refreshToken"))
                .as("the refresh token is not rotated")
                .isFalse();
    }

    @Test
    void refresh_afterSevenDays_isRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        clock.advance(Duration.ofDays(7));

        assertThat(client().post("/auth/token/refresh", taxpayer.refresh()).status())
                .as("the login is over")
                .isEqualTo(401);
    }

    @Test
    void bearer_ofAnotherKind_isRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        SigningIn signingIn = taxpayer.begin();

        assertThat(listing(taxpayer.refresh()).status())
                .as("refresh token for a resource")
                .isEqualTo(401);
        assertThat(listing(signingIn.authenticationToken()).status())
                .as("operation token for a resource")
                .isEqualTo(401);
        assertThat(client().post("/auth/token/refresh", taxpayer.access()).status())
                .as("access token to refresh")
                .isEqualTo(401);
        assertThat(client().get("/auth/" + signingIn.referenceNumber(), taxpayer.access())
                        .status())
                .as("access token for the status of signing in")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void bearer_missingOrMalformed_isRefusedWithProblemDetails(String bearer) {
        Answer answer = listing(bearer);

        assertThat(answer.status()).as("not authenticated").isEqualTo(401);
        assertThat(answer.header("Content-Type")).as("always problem details").startsWith("application/problem+json");
        assertThat(answer.json().propertyNames())
                .as("required fields")
                .contains("title", "status", "detail", "timestamp");
    }

    @Test
    void bearer_ofAnotherSimulator_isRefused() {
        try (KsefSimulator other = KsefSimulator.start()) {
            String foreign = new TaxpayerClient(new RawClient(other.baseUri()), other.nip(), other.token())
                    .signedIn()
                    .access();

            assertThat(listing(foreign).status()).as("signed by another secret").isEqualTo(401);
        }
    }

    @Test
    void bearer_withChangedClaims_isRefused() {
        String[] parts = taxpayer().signedIn().access().split("\\.", -1);
        String forged = parts[0] + "." + parts[1].substring(0, parts[1].length() - 2) + "xx." + parts[2];

        assertThat(listing(forged).status())
                .as("the signature covers the claims")
                .isEqualTo(401);
    }

    @Test
    void accessToken_usedFromAddressOutsideThePolicy_isForbidden() {
        Answer answer = listing(accessWithPolicy("ip4Ranges", "10.0.0.1-10.0.0.254"));

        assertThat(answer.status()).as("known, but not from here").isEqualTo(403);
        assertThat(answer.json().path("reasonCode").stringValue()).as("reason").isEqualTo("ip-not-allowed");
        assertThat(answer.json().path("security").path("clientIp").stringValue())
                .as("from where")
                .isEqualTo("127.0.0.1");
    }

    @Test
    void accessToken_usedFromAddressInsideThePolicy_isTaken() {
        assertThat(listing(accessWithPolicy("ip4Masks", "127.0.0.0/8")).status())
                .as("the mask has the loopback address")
                .isEqualTo(200);
        assertThat(listing(accessWithPolicy("ip4Addresses", "127.0.0.1")).status())
                .as("the very address")
                .isEqualTo(200);
    }

    @Test
    void policy_withMalformedAddress_isRefused() {
        TaxpayerClient taxpayer = taxpayer();
        ObjectNode request = policy(taxpayer, "ip4Addresses", "127.0.0.256");

        assertThat(client().post("/auth/ksef-token", "", request).errorCode())
                .as("validation")
                .isEqualTo(21405);
    }

    @Test
    void session_ofAnotherTaxpayer_isUnknown() {
        ClientSession session = taxpayer().signedIn().open();
        TaxpayerClient stranger = taxpayer().signedIn();

        Answer answer = client().get("/sessions/" + session.referenceNumber(), stranger.access());

        assertThat(answer.errorCode()).as("nothing tells that it exists").isEqualTo(21173);
    }

    private String accessWithPolicy(String list, String entry) {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn signingIn = taxpayer.begin(policy(taxpayer, list, entry));
        return client().post("/auth/token/redeem", signingIn.authenticationToken())
                .json()
                .path("accessToken")
                .path("token")
                .stringValue();
    }

    private static ObjectNode policy(TaxpayerClient taxpayer, String list, String entry) {
        JsonNode challenge = taxpayer.challenge();
        ObjectNode request = taxpayer.tokenRequest(
                challenge,
                taxpayer.token() + "|" + challenge.path("timestampMs").longValue());
        request.putObject("authorizationPolicy")
                .putObject("allowedIps")
                .putArray(list)
                .add(entry);
        return request;
    }

    private Answer listing(String bearer) {
        return client().get("/sessions?sessionType=Online", bearer, Map.of());
    }

    private Duration life(JsonNode token) {
        Instant validUntil =
                OffsetDateTime.parse(token.path("validUntil").stringValue()).toInstant();
        return Duration.between(Instant.ofEpochSecond(clock.instant().getEpochSecond()), validUntil);
    }
}
