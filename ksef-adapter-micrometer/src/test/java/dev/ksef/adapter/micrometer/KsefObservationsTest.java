package dev.ksef.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Attempt;
import dev.ksef.port.event.KsefEvent.CallBegan;
import dev.ksef.port.event.KsefEvent.CallEnded;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.testkit.event.SampleEvents;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.ObservationContextAssert;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KsefObservationsTest {

    private static final String SEND = "POST /sessions/online/{referenceNumber}/invoices";
    private static final String REFRESH = "POST /auth/token/refresh";

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final List<Observation.Context> stopped = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final KsefObservations observations = KsefObservations.of(registry);

    KsefObservationsTest() {
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public void onEvent(Observation.Event event, Observation.Context context) {
                happened.add(event.getContextualName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    /** What a thread is in is the same for all registries. */
    @AfterEach
    void leaveWhatWasLost() {
        registry.setCurrentObservationScope(null);
    }

    @Test
    void call_isOneObservation_withWhatHappenedInIt() {
        began(SEND, 1);
        CallCorrelation correlation = correlation(1, null);
        observations.on(new KsefEvent.HeldBack(
                SEND, correlation, RateLimitGroup.INVOICE_SEND, Duration.ofSeconds(1), Instant.EPOCH));
        observations.on(new KsefEvent.LetGo(SEND, correlation, RateLimitGroup.INVOICE_SEND, Duration.ofSeconds(1)));
        observations.on(new Attempt(SEND, correlation, 429, Duration.ZERO, null, null));
        observations.on(new KsefEvent.Blocked(SEND, correlation, null));
        observations.on(
                new KsefEvent.Retry(SEND, correlation, 1, Duration.ZERO, KsefEvent.Retry.Cause.LIMITED, "HTTP 429"));
        observations.on(new Attempt(SEND, correlation(1, "trace-1"), 202, Duration.ZERO, null, null));
        observations.on(ended(SEND, correlation(1, "trace-1"), Outcome.SUCCEEDED));
        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsEqualTo(1)
                .hasSingleObservationThat()
                .hasNameEqualTo("ksef.call")
                .hasContextualNameEqualTo("ksef " + SEND)
                .hasBeenStarted()
                .hasBeenStopped()
                .hasOnlyKeys("operation", "outcome", "ksef.call", "ksef.reference.number", "ksef.trace.id")
                .hasLowCardinalityKeyValue("operation", SEND)
                .hasLowCardinalityKeyValue("outcome", "succeeded")
                .hasHighCardinalityKeyValue("ksef.call", "1")
                .hasHighCardinalityKeyValue("ksef.reference.number", SampleEvents.REFERENCE.value())
                .hasHighCardinalityKeyValue("ksef.trace.id", "trace-1");
        assertThat(happened).containsExactly("held back", "let go", "attempt", "blocked", "retry", "attempt");
    }

    @Test
    void callThatFailed_isAnError_andOneThatDidNot_isNone() {
        began(SEND, 1);
        observations.on(ended(SEND, correlation(1, null), Outcome.UNANSWERED));
        began(SEND, 2);
        ended(SEND, 2);
        assertThat(stopped.get(0).getError()).hasMessage("The call ended as unanswered");
        assertThat(stopped.get(1).getError()).isNull();
    }

    @Test
    void call_belongsToTheObservationOfTheCaller_andLeavesItAsItWas() {
        Observation around = Observation.start("upload", registry);
        try (Observation.Scope scope = around.openScope()) {
            began(SEND, 1);
            assertThat(registry.getCurrentObservation())
                    .as("what is done in the call is part of it")
                    .isNotEqualTo(around);
            ended(SEND, 1);
            assertThat(registry.getCurrentObservationScope()).isSameAs(scope);
        }
        around.stop();
        ObservationContextAssert.assertThat(stopped.get(0)).hasParentObservationEqualTo(around);
    }

    @Test
    void callWithinACall_isPartOfIt() {
        began(SEND, 1);
        Observation outer = registry.getCurrentObservation();
        began(REFRESH, 2);
        observations.on(new Attempt(REFRESH, correlation(2, null), 200, Duration.ZERO, null, null));
        ended(REFRESH, 2);
        assertThat(registry.getCurrentObservation()).isSameAs(outer);
        ended(SEND, 1);
        assertThat(operations()).containsExactly(REFRESH, SEND);
        ObservationContextAssert.assertThat(stopped.get(0)).hasParentObservationEqualTo(outer);
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @Test
    void callsOfTwoTransports_withTheSameNumber_areToldApart() {
        began(SEND, 1);
        began(REFRESH, 1);
        ended(REFRESH, 1);
        ended(SEND, 1);
        assertThat(operations()).containsExactly(REFRESH, SEND);
        assertThat(outcomes()).containsOnly("succeeded");
    }

    @Test
    void callWhoseEndIsLost_endsWithTheOneAroundIt() {
        began(SEND, 1);
        began(REFRESH, 2);
        began(REFRESH, 3);
        ended(SEND, 1);
        assertThat(outcomes()).containsExactly("lost", "lost", "succeeded");
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @Test
    void callWhoseEndIsLost_endsAtTheNextCall_onceTheCallerIsElsewhere() {
        Observation first = Observation.start("first", registry);
        try (Observation.Scope scope = first.openScope()) {
            began(SEND, 1);
        }
        Observation second = Observation.start("second", registry);
        try (Observation.Scope scope = second.openScope()) {
            began(SEND, 2);
            assertThat(outcomes()).containsExactly("lost");
            ended(SEND, 2);
            assertThat(registry.getCurrentObservationScope()).isSameAs(scope);
        }
        assertThat(registry.getCurrentObservationScope()).isNull();
        ObservationContextAssert.assertThat(stopped.get(1)).hasParentObservationEqualTo(second);
    }

    @Test
    void callsWhoseEndsAreLost_doNotPileUp() {
        for (int call = 1; call <= 1_000; call++) {
            began(SEND, call);
        }
        assertThat(1_000 - stopped.size()).as("calls that are open").isBetween(1, 8);
        assertThat(outcomes()).containsOnly("lost");
    }

    @Test
    void endOfACallThatNobodySawBegin_isNothing() {
        ended(SEND, 1);
        began(SEND, 2);
        ended(SEND, 3);
        assertThat(stopped).isEmpty();
        ended(SEND, 2);
        assertThat(operations()).containsExactly(SEND);
    }

    @Test
    void call_onAnotherThread_isAnotherOne() throws InterruptedException {
        began(SEND, 1);
        var other = new Thread(() -> {
            began(SEND, 2);
            ended(SEND, 1);
            ended(SEND, 2);
        });
        other.start();
        other.join();
        assertThat(stopped).hasSize(1);
        ObservationContextAssert.assertThat(stopped.get(0)).doesNotHaveParentObservation();
        ended(SEND, 1);
        assertThat(stopped).hasSize(2);
    }

    @Test
    void everyEvent_isTaken_alsoWithoutARegistry() {
        KsefObservations none = KsefObservations.of(ObservationRegistry.NOOP);
        List<KsefEvent> events = new ArrayList<>(SampleEvents.ofEachKind("text"));
        events.sort(Comparator.comparing(event -> event.getClass().getSimpleName()));
        for (KsefEvent event : events) {
            none.on(event);
            observations.on(event);
        }
        assertThat(stopped).as("the call that began, and ended after it").hasSize(1);
    }

    private void began(String operation, long call) {
        observations.on(new CallBegan(operation, correlation(call, null)));
    }

    private void ended(String operation, long call) {
        observations.on(ended(operation, correlation(call, null), Outcome.SUCCEEDED));
    }

    private static CallEnded ended(String operation, CallCorrelation correlation, Outcome outcome) {
        return new CallEnded(operation, correlation, outcome, 1, Duration.ZERO);
    }

    private static CallCorrelation correlation(long call, @Nullable String traceId) {
        return new CallCorrelation(call, null, SampleEvents.REFERENCE, traceId);
    }

    private List<String> operations() {
        return values("operation");
    }

    private List<String> outcomes() {
        return values("outcome");
    }

    private List<String> values(String key) {
        return stopped.stream()
                .map(context -> context.getLowCardinalityKeyValue(key).getValue())
                .toList();
    }
}
