package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TaxpayerClient.SigningIn;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSessionTest extends SimulatorTest {

    @Test
    void list_threeLogins_hasTheNewestFirstAndMarksOwn() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn first = taxpayer.begin();
        SigningIn second = taxpayer.begin();
        taxpayer.signedIn();

        JsonNode items =
                client().get("/auth/sessions", taxpayer.access()).json().path("items");

        assertThat(items.valueStream().map(item -> item.path("referenceNumber").stringValue()))
                .as("newest first")
                .hasSize(3)
                .endsWith(second.referenceNumber(), first.referenceNumber());
        assertThat(items.valueStream().map(item -> item.path("isCurrent").booleanValue()))
                .as("one is the caller's")
                .containsExactly(true, false, false);
    }

    @Test
    void list_loginsOfOthers_areNotInIt() {
        taxpayer().signedIn();
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(client().get("/auth/sessions", taxpayer.access())
                        .json()
                        .path("items")
                        .size())
                .as("only logins of this context")
                .isEqualTo(1);
    }

    @Test
    void list_moreThanOnePage_isContinuedWithoutGaps() {
        TaxpayerClient taxpayer = taxpayer();
        for (int i = 0; i < 11; i++) {
            taxpayer.begin();
        }
        taxpayer.signedIn();
        List<String> references = new ArrayList<>();

        JsonNode first = client().get("/auth/sessions", taxpayer.access()).json();
        taxpayer.begin();
        JsonNode last = client().get(
                        "/auth/sessions",
                        taxpayer.access(),
                        Map.of(
                                "x-continuation-token",
                                first.path("continuationToken").stringValue()))
                .json();

        first.path("items")
                .forEach(item -> references.add(item.path("referenceNumber").stringValue()));
        last.path("items")
                .forEach(item -> references.add(item.path("referenceNumber").stringValue()));
        assertThat(references)
                .as("a login in between shifts nothing")
                .hasSize(12)
                .doesNotHaveDuplicates();
        assertThat(last.has("continuationToken")).as("no more").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "c2Vzc2lvbnMjMQ==", "YXV0aC9zZXNzaW9ucw=="})
    void list_continuationTokenNotGivenForIt_isRefused(String token) {
        Answer answer =
                client().get("/auth/sessions", taxpayer().signedIn().access(), Map.of("x-continuation-token", token));

        assertThat(answer.errorCode()).as("no token of this list").isEqualTo(21418);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "101", "ten", "-1", ""})
    void list_pageSizeOutOfBounds_isRefused(String pageSize) {
        Answer answer = client().get(
                        "/auth/sessions?pageSize=" + pageSize,
                        taxpayer().signedIn().access());

        assertThat(answer.errorCode()).as("10 to 100").isEqualTo(21405);
    }

    @Test
    void revokeCurrent_byAccessToken_endsRefreshingAndLetsTheAccessTokenLive() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        Answer revoked = client().delete("/auth/sessions/current", taxpayer.access());

        Answer refresh = client().post("/auth/token/refresh", taxpayer.refresh());
        assertThat(revoked.status()).as("no body").isEqualTo(204);
        assertThat(refresh.status()).as("not 401").isEqualTo(400);
        assertThat(refresh.errorCode()).as("not authorised").isEqualTo(21301);
        assertThat(refresh.errorDetail()).as("the status").contains("(425)");
        assertThat(client().get("/auth/sessions", taxpayer.access()).status())
                .as("an access token lives to its end")
                .isEqualTo(200);
    }

    @Test
    void revokeCurrent_byRefreshToken_isGranted() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        assertThat(client().delete("/auth/sessions/current", taxpayer.refresh()).status())
                .as("both kinds of token may")
                .isEqualTo(204);
    }

    @Test
    void revoke_anotherLoginOfTheContext_endsIt() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn other = taxpayer.begin();
        taxpayer.signedIn();

        client().delete("/auth/sessions/" + other.referenceNumber(), taxpayer.access());

        assertThat(taxpayer.authenticationStatus(other)
                        .path("status")
                        .path("code")
                        .intValue())
                .as("revoked by the user")
                .isEqualTo(425);
        assertThat(client().get("/auth/sessions", taxpayer.access())
                        .json()
                        .path("items")
                        .size())
                .as("no longer among the active ones")
                .isEqualTo(1);
    }

    @Test
    void revoke_loginOfAnotherContext_isRefusedAndChangesNothing() {
        TaxpayerClient victim = taxpayer();
        SigningIn login = victim.begin();

        Answer answer = client().delete(
                        "/auth/sessions/" + login.referenceNumber(),
                        taxpayer().signedIn().access());

        assertThat(answer.errorCode()).as("as if it did not exist").isEqualTo(21405);
        assertThat(victim.authenticationStatus(login)
                        .path("status")
                        .path("code")
                        .intValue())
                .as("still good")
                .isEqualTo(200);
    }
}
