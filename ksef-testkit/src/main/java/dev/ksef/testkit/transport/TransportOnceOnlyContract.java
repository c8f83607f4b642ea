package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.signInBegun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a {@link Transport} repeats a call that may be made once only where KSeF certainly processed nothing. */
public interface TransportOnceOnlyContract extends TransportFixture {

    @Test
    default void onceOnly_whateverIsAnswered_leavesOnce() {
        for (int status : List.of(300, 302, 400, 408, 418, 421, 425, 451, 500, 502, 503, 504, 599)) {
            for (String pause : List.of("0", "1")) {
                arrivesOnce("HTTP " + status, Reply.empty(status, "Retry-After", pause, "Location", "/v2/other"));
            }
        }
        arrivesOnce("401", Reply.empty(401));
        arrivesOnce("an unreadable pause", Reply.empty(429, "Retry-After", "soon"));
    }

    @Test
    default void onceOnly_whateverBecomesOfTheAnswer_leavesOnceAndIsUnknown() {
        for (Reply reply : List.of(
                Reply.drop(),
                Reply.cut(200, "application/json", STATUS),
                Reply.of(200, "text/html", "<html>"),
                Reply.of(200, "text/plain", "Blocked"),
                Reply.of(200, "application/json", "no gzip", "Content-Encoding", "gzip"),
                raw("HTTP/1.1 2"),
                raw("SSH-2.0-OpenSSH\r\n"))) {
            KsefException failure = arrivesOnce("what is broken", reply);
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            KsefTransportException.class,
                            unknown -> assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN));
        }
    }

    @Test
    default void onceOnly_afterAnswersThatProcessedNothing_isMadeAgain_untilOneMayHave() {
        server().then(
                        Reply.json(429, "", "Retry-After", "1"),
                        Reply.empty(307, "Location", "close"),
                        Reply.empty(401),
                        Reply.drop(),
                        Reply.empty(204));
        var unknown = catchThrowableOfType(
                KsefTransportException.class,
                () -> transport()
                        .open(OnlineSessionApi.class, CallScope.of(NIP, new RenewingSource(), PATIENCE))
                        .close(SESSION));
        assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server().received()).hasSize(4);
        assertThat(events().of(KsefEvent.CallEnded.class))
                .extracting(KsefEvent.CallEnded::attempts)
                .containsExactly(4);
    }

    @Test
    default void callThatMustNotBeRepeated_isRepeatedAfter429_sinceItWasNotProcessed() {
        server().then(Reply.json(429, "", "Retry-After", "1"), Reply.empty(204));
        closeSession();
        assertThat(server().received()).hasSize(2);
    }

    @Test
    default void unavailable_onACallThatMustNotBeRepeated_isNotRepeated() {
        for (int status : List.of(502, 503, 504)) {
            server().then(Reply.empty(status, "Retry-After", "1"));
            assertThat(failure(KsefApiException.class, this::closeSession).status())
                    .isEqualTo(status);
        }
        assertThat(server().received()).hasSize(3);
        assertThat(events().of(KsefEvent.Retry.class)).isEmpty();
    }

    @Test
    default void connectionDropped_onACallThatChangesSomething_isUnknownAndNotRepeated() {
        server().then(Reply.drop(), Reply.empty(204));
        var error = failure(KsefTransportException.class, this::closeSession);
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server().received()).hasSize(1);
    }

    @Test
    default void keptConnectionDropped_onACallThatMustNotBeRepeated_isOneRequestAndOneAttempt() {
        server().then(Reply.json(200, STATUS), Reply.drop(), Reply.empty(204));
        status();
        failure(KsefTransportException.class, this::closeSession);
        assertThat(server().received()).hasSize(2);
        assertThat(events().of(KsefEvent.Attempt.class)).hasSize(2);
        assertThat(events().of(KsefEvent.Retry.class)).isEmpty();
    }

    @Test
    default void signedDocument_withoutAnAnswer_isSentOnce() {
        server().then(Reply.drop(), Reply.json(202, signInBegun("op-secret")));
        var failure = catchThrowableOfType(
                KsefTransportException.class,
                () -> anonymous(AuthApi.class)
                        .authenticateWithXades(SignedAuthRequest.of(new byte[] {'<'}), null, null));
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server().received()).hasSize(1);
    }

    private KsefException arrivesOnce(String what, Reply reply) {
        int before = server().received().size();
        server().then(reply);
        Throwable failure = catchThrowable(this::closeSession);
        assertThat(server().received()).as("requests before and by %s", what).hasSize(before + 1);
        assertThat(failure).as(what).isInstanceOf(KsefException.class);
        return (KsefException) failure;
    }

    private static Reply raw(String bytes) {
        return out -> {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        };
    }
}
