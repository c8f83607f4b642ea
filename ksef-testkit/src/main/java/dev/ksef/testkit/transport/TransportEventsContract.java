package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.ended;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.CallOutcomes.inBackground;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.OTHER_SESSION;
import static dev.ksef.testkit.transport.TransportSamples.PROBLEM;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.Transport;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests what a {@link Transport} tells its listener of each call, and in which order. */
public interface TransportEventsContract extends TransportFixture {

    @Test
    default void eventsOfACall_comeInOrder_andHaveOneCorrelation() {
        server().then(
                        Reply.of(429, PROBLEM, "{\"traceId\":\"trace-1\"}", "Retry-After", "2"),
                        Reply.of(503, PROBLEM, "{\"detail\":\"busy\",\"traceId\":\"trace-2\"}"),
                        Reply.json(200, "{\"status\":{\"code\":100,\"new\":1}}", "X-System-Warning", "[a]: b"));
        limitedStatus(SESSION);
        assertThat(events().all())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "CallBegan",
                        "Attempt",
                        "Blocked",
                        "Retry",
                        "Attempt",
                        "Retry",
                        "Attempt",
                        "SystemWarning",
                        "UnknownField",
                        "CallEnded");
        List<CallCorrelation> correlations = events().all().stream()
                .map(TransportEventsContract::correlation)
                .toList();
        assertThat(correlations)
                .as("but for the trace, which each answer has of its own")
                .extracting(CallCorrelation::call, CallCorrelation::context, CallCorrelation::referenceNumber)
                .containsOnly(tuple(correlations.get(0).call(), NIP, SESSION));
        assertThat(correlations)
                .extracting(CallCorrelation::traceId)
                .containsExactly(
                        null, "trace-1", "trace-1", "trace-1", "trace-2", "trace-2", "trace-2", "trace-2", "trace-2",
                        "trace-2");
        var end = events().of(KsefEvent.CallEnded.class).get(0);
        assertThat(end.operation()).isEqualTo("GET /sessions/{referenceNumber}");
        assertThat(end.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(end.attempts()).isEqualTo(3);
        assertThat(end.duration()).as("waits included").isEqualTo(time().slept());
    }

    private static CallCorrelation correlation(KsefEvent event) {
        if (event instanceof KsefEvent.CallBegan e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.Attempt e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.Blocked e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.Retry e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.SystemWarning e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.UnknownField e) {
            return e.correlation();
        } else if (event instanceof KsefEvent.CallEnded e) {
            return e.correlation();
        }
        throw new AssertionError("An event that was not expected: " + event);
    }

    @Test
    default void callsAtTheSameTime_areToldApart() throws Exception {
        var bothThere = new CountDownLatch(2);
        Reply together = out -> {
            bothThere.countDown();
            return bothThere.await(10, TimeUnit.SECONDS)
                    && Reply.json(200, STATUS).play(out);
        };
        server().then(together, together);
        var one = inBackground(() -> limitedStatus(SESSION));
        var other = inBackground(() -> limitedStatus(OTHER_SESSION));
        assertThat(one.get(20, TimeUnit.SECONDS)).isNull();
        assertThat(other.get(20, TimeUnit.SECONDS)).isNull();
        for (ReferenceNumber session : List.of(SESSION, OTHER_SESSION)) {
            assertThat(events().all().stream()
                            .filter(event -> session.equals(correlation(event).referenceNumber())))
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("CallBegan", "Attempt", "CallEnded");
        }
        assertThat(events().all())
                .extracting(event -> correlation(event).call())
                .as("each has a number of its own")
                .contains(1L, 2L)
                .allMatch(number -> number == 1 || number == 2);
    }

    @Test
    default void endOfACall_isToldLast_whateverBecomesOfIt() {
        server().then(Reply.of(400, PROBLEM, "{\"errors\":[{\"code\":21405}]}"), Reply.empty(500));
        failure(KsefApiException.class, () -> limitedStatus(SESSION));
        failure(KsefApiException.class, () -> limitedStatus(SESSION));
        server().then(Reply.of(200, "text/html", "<html>"), Reply.json(200, "{}}"));
        failure(KsefTransportException.class, () -> limitedStatus(SESSION));
        failure(KsefTransportException.class, () -> limitedStatus(SESSION));
        server().then(Reply.empty(307, "Location", "http://elsewhere.invalid/"), Reply.drop());
        failure(KsefTransportException.class, () -> limitedStatus(SESSION));
        failure(
                KsefTransportException.class,
                () -> limitedTransport().open(OnlineSessionApi.class, scope()).close(SESSION));
        var over = scope().until(new Deadline(time().millis()));
        failure(
                KsefDeadlineException.class,
                () -> limitedTransport().open(SessionApi.class, over).status(SESSION));
        server().then(Reply.json(429, "", "Retry-After", "3000"));
        failure(KsefRateLimitedException.class, () -> limitedStatus(SESSION));
        assertThat(failure(KsefRateLimitedException.class, () -> limitedStatus(SESSION))
                        .isHeldBack())
                .isTrue();
        assertThatThrownBy(() -> limitedStatus(new ReferenceNumber(".."))).isInstanceOf(IllegalArgumentException.class);
        assertThat(ended(events()))
                .containsExactly(
                        tuple(Outcome.REFUSED, 1),
                        tuple(Outcome.SERVER_ERROR, 1),
                        tuple(Outcome.SERVER_ERROR, 1),
                        tuple(Outcome.SERVER_ERROR, 1),
                        tuple(Outcome.REFUSED, 1),
                        tuple(Outcome.UNANSWERED, 1),
                        tuple(Outcome.GIVEN_UP, 0),
                        tuple(Outcome.RATE_LIMITED, 1),
                        tuple(Outcome.RATE_LIMITED, 0),
                        tuple(Outcome.GIVEN_UP, 0));
        assertThat(limiter().left()).as("what does not leave is not counted").hasSize(7);
        assertThat(events().of(KsefEvent.HeldBack.class))
                .as("who does not wait")
                .isEmpty();
        assertThat(events().of(KsefEvent.CallBegan.class)).hasSize(10);
        assertThat(events().all()).last().isInstanceOf(KsefEvent.CallEnded.class);
    }

    private int limitedStatus(ReferenceNumber session) {
        return limitedTransport()
                .open(SessionApi.class, scope())
                .status(session)
                .status()
                .code();
    }
}
