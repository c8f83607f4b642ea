package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** One call that is observed, with the scope in which it is what the thread is doing. */
final class OpenCall {

    private static final String OUTCOME = "outcome";
    private static final String LOST = "lost";

    private final String operation;
    private final long number;
    private final Observation observation;
    private final Observation.Scope scope;

    private OpenCall(String operation, long number, Observation observation) {
        this.operation = operation;
        this.number = number;
        this.observation = observation;
        this.scope = observation.openScope();
    }

    static OpenCall begin(KsefEvent.CallBegan event, ObservationRegistry registry) {
        CallCorrelation correlation = event.correlation();
        Observation observation = Observation.createNotStarted("ksef.call", registry)
                .contextualName("ksef " + event.operation())
                .lowCardinalityKeyValue("operation", event.operation())
                // Meters of calls that go on have the same tags as those of calls that ended.
                .lowCardinalityKeyValue(OUTCOME, "unknown")
                .highCardinalityKeyValue("ksef.call", Long.toString(correlation.call()));
        if (correlation.referenceNumber() != null) {
            observation.highCardinalityKeyValue(
                    "ksef.reference.number", correlation.referenceNumber().value());
        }
        return new OpenCall(event.operation(), correlation.call(), observation.start());
    }

    /** Numbers are unique within one transport only, and several may tell the same listener. */
    boolean is(String operationToFind, CallCorrelation correlation) {
        return number == correlation.call() && operation.equals(operationToFind);
    }

    boolean isIn(Observation.Scope other) {
        return scope.equals(other);
    }

    void happened(String what) {
        observation.event(Observation.Event.of("ksef." + what.replace(' ', '.'), what));
    }

    void end(KsefEvent.CallEnded event) {
        String traceId = event.correlation().traceId();
        if (traceId != null) {
            observation.highCardinalityKeyValue("ksef.trace.id", traceId);
        }
        if (event.outcome() != Outcome.SUCCEEDED) {
            observation.error(new FailedCall(event.outcome()));
        }
        stop(Tags.value(event.outcome()));
    }

    /** Its end was never told. */
    void lose() {
        stop(LOST);
    }

    /** The same where the thread has left it already: closing its scope would put the thread back to where it began. */
    void loseFromOutside() {
        observation.lowCardinalityKeyValue(OUTCOME, LOST).stop();
    }

    private void stop(String outcome) {
        try {
            scope.close();
        } finally {
            observation.lowCardinalityKeyValue(OUTCOME, outcome).stop();
        }
    }
}
