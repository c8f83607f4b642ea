package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.ended;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.ACCESS;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefEvent.Retry.Cause;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests when a {@link Transport} repeats a call because KSeF is unavailable or cannot be reached. */
public interface TransportRetryContract extends TransportFixture {

    @Test
    default void unavailable_onACallThatMayBeRepeated_isRepeatedAfterGrowingPauses() {
        server().then(Reply.empty(502), Reply.of(504, "text/html", "<html>"), Reply.json(200, STATUS));
        assertThat(status()).isEqualTo(100);
        assertThat(server().received()).hasSize(3);
        assertThat(events().of(KsefEvent.Retry.class))
                .extracting(KsefEvent.Retry::attempt, KsefEvent.Retry::cause, KsefEvent.Retry::reason)
                .containsExactly(tuple(1, Cause.UNAVAILABLE, "HTTP 502"), tuple(2, Cause.UNAVAILABLE, "HTTP 504"));
        List<Duration> pauses = events().of(KsefEvent.Retry.class).stream()
                .map(KsefEvent.Retry::delay)
                .toList();
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        assertThat(time().slept()).isEqualTo(pauses.get(0).plus(pauses.get(1)));
    }

    @Test
    default void unavailable_timeAndAgain_isTheCallersProblem() {
        Reply busy = Reply.empty(503);
        server().then(busy, busy, busy, busy, busy);
        assertThat(failure(KsefApiException.class, this::status).status()).isEqualTo(503);
        assertThat(server().received()).hasSize(4);
    }

    @Test
    default void otherErrors_areNotRepeated() {
        for (int status : List.of(400, 404, 418, 500, 501)) {
            server().then(Reply.empty(status));
            assertThat(failure(KsefApiException.class, this::status).status()).isEqualTo(status);
        }
        assertThat(server().received()).hasSize(5);
    }

    @Test
    default void keptConnectionDropped_onARead_isRepeatedAtOnceAndEachRequestIsToldAsAnAttempt() {
        server().then(Reply.json(200, STATUS), Reply.drop(), Reply.json(200, "{\"status\":{\"code\":200}}"));
        status();
        assertThat(status()).isEqualTo(200);
        assertThat(server().received()).hasSize(3);
        assertThat(events().of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::status)
                .as("what the server counts is what is told")
                .containsExactly(200, 0, 200);
        assertThat(events().of(KsefEvent.Retry.class)).hasSize(1);
        assertThat(time().slept()).isZero();
    }

    /** The JDK's client by itself repeats a read on a fresh connection, too. */
    @Test
    default void freshConnectionDropped_onARead_isOneAttemptForEachRequest() {
        server().then(Reply.drop(), Reply.drop(), Reply.json(200, STATUS));
        status();
        assertThat(server().received()).hasSize(3);
        assertThat(events().of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::status)
                .containsExactly(0, 0, 200);
    }

    @Test
    default void keptConnectionDropped_againAndAgain_isTheCallersProblem() {
        server().then(Reply.json(200, STATUS))
                .then(Reply.drop(), Reply.drop(), Reply.drop(), Reply.drop(), Reply.drop());
        status();
        var error = failure(KsefTransportException.class, this::status);
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server().received()).as("one, and then four for one call").hasSize(5);
        assertThat(events().of(KsefEvent.Attempt.class)).hasSize(5);
    }

    @Test
    default void serverThatIsNotThere_isNotSent() {
        // Nobody listens on the first port of the system; one that was just freed could be somebody else's by now.
        try (Transport nowhere = transportTo(URI.create("http://127.0.0.1:1/v2"))) {
            var error = failure(
                    KsefTransportException.class,
                    () -> nowhere.open(AuthApi.class, CallScope.anonymous(PATIENCE))
                            .challenge());
            assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
    }

    @Test
    default void serverThatIsNotThere_isTriedAgain_alsoByACallThatMustNotBeRepeated() {
        // Nobody listens on the first port of the system.
        try (Transport nowhere = transportTo(URI.create("http://127.0.0.1:1/v2"))) {
            var error = failure(
                    KsefTransportException.class,
                    () -> nowhere.open(OnlineSessionApi.class, scope()).close(SESSION));
            assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
        assertThat(events().of(KsefEvent.Attempt.class)).hasSize(4);
        assertThat(time().slept()).isBetween(Duration.ofMillis(1750), Duration.ofMillis(5250));
    }

    @Test
    default void hostThatDoesNotResolve_isNotSent() {
        try (Transport nowhere = transportTo(URI.create("https://nowhere.invalid/v2"))) {
            var error = failure(
                    KsefTransportException.class,
                    () -> nowhere.open(AuthApi.class, CallScope.anonymous(PATIENCE))
                            .challenge());
            assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
    }

    @Test
    default void signInThatFailsOnTheWay_isNotRepeatedByTheCall() {
        Transport nested = transport();
        var signingIn = new BearerSource() {
            @Override
            public BearerToken bearer(Deadline deadline) {
                nested.open(AuthApi.class, CallScope.anonymous(PATIENCE)).challenge();
                return ACCESS;
            }

            @Override
            public void rejected(BearerToken token) {}
        };
        Reply busy = Reply.drop();
        server().then(busy, busy, busy, busy, busy, busy, busy, busy);
        failure(
                KsefTransportException.class,
                () -> nested.open(SessionApi.class, CallScope.of(NIP, signingIn, PATIENCE))
                        .status(SESSION));
        assertThat(server().received()).as("four times, not four times four").hasSize(4);
        assertThat(ended(events())).containsExactly(tuple(Outcome.UNANSWERED, 4), tuple(Outcome.UNANSWERED, 0));
    }
}
