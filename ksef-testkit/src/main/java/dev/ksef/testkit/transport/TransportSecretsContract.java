package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.LATER;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.PROBLEM;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static dev.ksef.testkit.transport.TransportSamples.signInBegun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefToken;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.token.GenerateToken;
import dev.ksef.model.token.GeneratedToken;
import dev.ksef.model.token.TokenPermission;
import dev.ksef.port.BearerSource;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.KsefTokenApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a {@link Transport} keeps secrets out of messages, events and texts. */
public interface TransportSecretsContract extends TransportFixture {

    @Test
    default void everything_staysSilentAboutSecrets() {
        server().then(
                        Reply.of(400, "text/plain", "you sent access-sec-ret"),
                        Reply.json(500, "{\"sec-ret\":1}"),
                        Reply.drop());
        var api = transport().open(SessionApi.class, scope(BearerSource.of(new AccessToken("access-sec-ret", LATER))));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> api.status(SESSION)).satisfies(CallOutcomes::assertNoSecret);
        }
        assertThat(api.toString()).doesNotContain("sec-ret");
        assertThat(events().all().toString()).doesNotContain("sec-ret");
    }

    @Test
    default void answerThatCannotBeRead_isToldWithoutItsValues() {
        for (String answer : List.of(
                "{\"status\":\"access-sec-ret\"}",
                "{\"status\":{\"code\":\"access-sec-ret\"}}",
                "{\"access-sec-ret\":1}",
                "\"access-sec-ret\"",
                "{access-sec-ret",
                "access-sec-ret")) {
            server().then(Reply.json(200, answer));
            assertThatThrownBy(this::status)
                    .as(answer)
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageNotContaining("access")
                    .satisfies(CallOutcomes::assertNoSecret);
        }
        assertThat(events().all().toString()).doesNotContain("sec-ret");
    }

    @Test
    default void tokenThatNoHeaderCarries_isRefusedWithoutQuotingIt() {
        server().then(Reply.json(202, signInBegun("sec-ret\\n")));
        assertThatThrownBy(() -> anonymous(AuthApi.class)
                        .authenticateWithKsefToken(
                                KsefTokenAuthentication.of("c".repeat(36), NIP, "ZW5j", new PublicKeyId("k"))))
                .isInstanceOf(KsefTransportException.class)
                .satisfies(CallOutcomes::assertNoSecret);
    }

    @Test
    default void ksefTokenThatWasGenerated_isReadAsASecret_alsoWhereItCannotBeRead() {
        String number = "20261102-EC-1111111111-2222222222-33";
        GenerateToken request = GenerateToken.of("Sklep", List.of(TokenPermission.INVOICE_READ));
        String answer = "{\"referenceNumber\":\"" + number + "\",\"token\":\"%s\"}";
        server().then(
                        Reply.json(202, String.format(answer, "a|nip-1|sec-ret")),
                        Reply.json(202, String.format(answer, "sec-ret".repeat(30))));

        GeneratedToken generated = signedIn(KsefTokenApi.class).generate(request);
        assertThat(generated.token()).isEqualTo(KsefToken.of("a|nip-1|sec-ret"));
        assertThat(generated.toString()).contains(number).doesNotContain("sec-ret");
        assertThatThrownBy(() -> signedIn(KsefTokenApi.class).generate(request))
                .isInstanceOf(KsefTransportException.class)
                .satisfies(CallOutcomes::assertNoSecret);
        assertThat(events().all().toString()).doesNotContain("sec-ret");
    }

    @Test
    default void error_thatQuotesASecret_keepsNoneOfIt() {
        server().then(Reply.of(400, PROBLEM, """
                {"detail":"bad access-sec-ret","errors":[{"code":1,"description":"bad access-sec-ret",
                 "details":["https://host/a?sig=sec-ret","eyJhbGciOiJ.sec-ret"]}]}"""), Reply.of(403, PROBLEM, """
                {"detail":"bad access-sec-ret","reasonCode":"access-sec-ret","security":{"link":"https://h/a?sig=sec-ret",
                 "presentPermissions":["access-sec-ret"]}}"""));
        var bad = failure(KsefApiException.class, this::status);
        assertThat(bad + bad.errors().toString() + bad.body())
                .doesNotContain("sec-ret")
                .contains("bad [...]");
        var forbidden = failure(KsefForbiddenException.class, this::status);
        assertThat(forbidden + forbidden.present().toString() + forbidden.reasonCode())
                .doesNotContain("sec-ret")
                .contains("bad [...]");
    }

    @Test
    default void bodyOfAnError_isKeptForSupport_withoutSecrets() {
        server().then(
                        Reply.of(
                                400,
                                "text/plain",
                                "you sent access-sec-ret to https://host/a?sig=sec-ret by eyJhbGciOi.sec-ret"),
                        Reply.of(400, "text/html", "<html>" + "blocked ".repeat(1000)));
        var quoting = failure(KsefApiException.class, this::status);
        assertThat(quoting.body().orElseThrow())
                .startsWith("you sent [...] to https://host/a?")
                .doesNotContain("sec-ret");
        var page = failure(KsefApiException.class, this::status);
        assertThat(page.body().orElseThrow()).startsWith("<html>blocked").hasSize(2048);
        assertThat(page).hasMessageContaining("text/html").hasMessageNotContaining("blocked");
    }
}
