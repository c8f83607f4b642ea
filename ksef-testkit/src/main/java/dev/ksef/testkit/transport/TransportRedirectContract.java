package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.assertNoSecret;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which redirects a {@link Transport} follows, and how often. */
public interface TransportRedirectContract extends TransportFixture {

    @Test
    default void redirectToTheSameAddress_untilItsCookieComesBack_isFollowed() {
        server().then(
                        Reply.empty(
                                307,
                                "Location",
                                server().uri() + "/v2/auth/challenge",
                                "Set-Cookie",
                                "incap_ses_1=first; path=/; HttpOnly",
                                "Set-Cookie",
                                "visid_incap_1=other; path=/"),
                        Reply.json(200, CHALLENGE),
                        Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        anonymous(AuthApi.class).challenge();
        assertThat(server().received())
                .extracting(request -> request.method() + " " + request.target())
                .containsOnly("POST /v2/auth/challenge");
        assertThat(server().received().get(0).header("cookie")).isEmpty();
        assertThat(server().received().subList(1, 3))
                .as("kept for the calls that follow, too")
                .allSatisfy(request -> assertThat(request.header("cookie").orElse(""))
                        .contains("incap_ses_1=first", "visid_incap_1=other"));
        assertThat(events().of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::status)
                .as("each hop is an attempt")
                .containsExactly(307, 200, 200);
    }

    @Test
    default void redirectOfARead_isFollowedWhateverItsNumber() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            server().then(Reply.empty(status, "Location", "/v2/elsewhere"), Reply.json(200, STATUS));
            status();
        }
        assertThat(server().received())
                .extracting(request -> request.method() + " " + request.target())
                .containsOnly("GET /v2/sessions/" + SESSION, "GET /v2/elsewhere")
                .hasSize(10);
    }

    @Test
    default void redirectOfACallThatMustNotBeRepeated_isFollowedWithBearerAndBody_sinceItWasNotProcessed() {
        for (int status : List.of(307, 308)) {
            server().then(
                            Reply.empty(status, "Location", "invoices?again=1"),
                            Reply.json(202, "{\"referenceNumber\":\"20261102-EE-1111111111-2222222222-33\"}"));
            Sha256 hash = Sha256.of(new byte[32]);
            signedIn(OnlineSessionApi.class)
                    .send(
                            SESSION,
                            SendInvoice.builder(hash, 3)
                                    .encrypted(hash, 16, "QUJD")
                                    .build());
        }
        var requests = server().received();
        assertThat(requests).hasSize(4);
        for (int i = 0; i < 4; i += 2) {
            assertThat(requests.get(i + 1).method()).isEqualTo("POST");
            assertThat(requests.get(i + 1).target()).isEqualTo("/v2/sessions/online/" + SESSION + "/invoices?again=1");
            assertThat(requests.get(i + 1).body())
                    .isEqualTo(requests.get(i).body())
                    .isNotEmpty();
            assertThat(requests.get(i + 1).header("authorization")).contains("Bearer access-sec-ret");
            assertThat(requests.get(i + 1).header("content-type"))
                    .isEqualTo(requests.get(i).header("content-type"));
        }
    }

    @Test
    default void redirects_areFollowedThreeTimesAtMost() {
        Reply around = Reply.empty(307, "Location", "challenge?sig=sec-ret");
        server().then(around, around, around, Reply.json(200, CHALLENGE), around, around, around, around);
        anonymous(AuthApi.class).challenge();
        var error = failure(
                KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(server().received()).hasSize(8);
        assertThat(events().of(KsefEvent.Attempt.class)).hasSize(8);
        assertThat(error.delivery()).as("a redirect is no processing").isEqualTo(Delivery.NOT_SENT);
        assertThat(error).hasMessageContaining("redirected more than 3 times").hasMessageContaining("307");
        assertNoSecret(error);
        assertThat(events().all().toString()).doesNotContain("sec-ret");
    }

    @Test
    default void redirectToAnotherHostPortOrScheme_isNeverFollowed() {
        try (ScriptedServer other = ScriptedServer.start()) {
            String port = String.valueOf(server().uri().getPort());
            for (String elsewhere : List.of(
                    other.uri() + "/v2/x?sig=sec-ret",
                    "//127.0.0.1:" + other.uri().getPort() + "/x",
                    "http://localhost:" + port + "/x",
                    "https://127.0.0.1:" + port + "/x",
                    "ftp://127.0.0.1:" + port + "/x")) {
                server().then(Reply.empty(307, "Location", elsewhere), Reply.empty(307, "Location", elsewhere));
                var withBearer = failure(KsefTransportException.class, this::status);
                assertThat(withBearer.delivery()).as(elsewhere).isEqualTo(Delivery.NOT_SENT);
                assertNoSecret(withBearer);
                failure(
                        KsefTransportException.class,
                        () -> anonymous(AuthApi.class).challenge());
            }
            assertThat(other.received()).isEmpty();
            assertThat(server().received()).hasSize(10);
        }
    }

    @Test
    default void redirectWithoutAUsableAddress_saysWhatIsKnown() {
        server().then(
                        Reply.empty(307),
                        Reply.empty(302, "Location", "ht tp://[sec-ret"),
                        Reply.empty(303, "Location", "/v2/elsewhere"));
        var missing = failure(KsefTransportException.class, this::closeSession);
        assertThat(missing.delivery()).isEqualTo(Delivery.NOT_SENT);
        var odd = failure(KsefTransportException.class, this::status);
        assertThat(odd.delivery()).isEqualTo(Delivery.NOT_SENT);
        assertNoSecret(odd);
        var seeOther = failure(KsefTransportException.class, this::closeSession);
        assertThat(seeOther.delivery())
                .as("told to look elsewhere after a POST: it may have been processed")
                .isEqualTo(Delivery.UNKNOWN);
        assertThat(server().received()).hasSize(3);
    }

    @Test
    default void deadline_spansAllRedirects() {
        server().then(
                        out -> {
                            time().advance(Duration.ofMinutes(1));
                            return Reply.empty(307, "Location", "challenge").play(out);
                        },
                        Reply.json(200, CHALLENGE));
        failure(
                KsefDeadlineException.class,
                () -> transport()
                        .open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(1)))
                        .challenge());
        assertThat(server().received()).hasSize(1);
    }
}
