package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;

/** What a trace shows of a call that failed. Nobody throws it: what the caller gets says more. */
final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    FailedCall(Outcome outcome) {
        super("The call ended as " + Tags.value(outcome), null, false, false);
    }
}
