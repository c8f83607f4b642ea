package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;

/** The error that a trace shows for a failed call. It is never thrown: the caller gets an exception that says more. */
final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    FailedCall(Outcome outcome) {
        super("The call ended as " + TagValues.of(outcome), null, false, false);
    }
}
