package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/** The open observation of one call, with its scope on the thread. */
final class ObservedCall {

    private static final String OUTCOME = "outcome";
    private static final String LOST = "lost";

    private final String operation;
    private final long number;
    private final Observation observation;
    private final Observation.Scope scope;

    private ObservedCall(String operation, long number, Observation observation) {
        this.operation = operation;
        this.number = number;
        this.observation = observation;
        this.scope = observation.openScope();
    }

    static ObservedCall begin(KsefEvent.CallBegan event, ObservationRegistry registry) {
        CallCorrelation correlation = event.correlation();
        Observation observation = Observation.createNotStarted("ksef.call", registry)
                .contextualName("ksef " + event.operation())
                .lowCardinalityKeyValue("operation", event.operation())
                // Meters of running calls need the same tags as those of calls that ended.
                .lowCardinalityKeyValue(OUTCOME, "unknown")
                .highCardinalityKeyValue("ksef.call", Long.toString(correlation.call()));
        if (correlation.referenceNumber() != null) {
            observation.highCardinalityKeyValue(
                    "ksef.reference.number", correlation.referenceNumber().value());
        }
        return new ObservedCall(event.operation(), correlation.call(), observation.start());
    }

    /** Compares the operation, too: several transports may use one listener, and each numbers its own calls. */
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
        stop(TagValues.of(event.outcome()));
    }

    /** Stops the observation of a call whose end was never reported. */
    void lose() {
        stop(LOST);
    }

    /** Stops it after the thread left its scope: to close the scope would bring back the observation before the call. */
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
