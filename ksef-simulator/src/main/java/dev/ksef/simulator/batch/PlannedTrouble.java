package dev.ksef.simulator.batch;

import dev.ksef.simulator.wire.HttpRequest;
import java.util.Arrays;
import java.util.Optional;

/** What the plan of faults may ask of the processing that a call starts. It travels as a header of the request. */
public enum PlannedTrouble {
    /** Duplicates name a session that there is not as the one of the original. */
    WRONG_ORIGINAL,
    /** The processing of the session fails. */
    SESSION_FAILED,
    /** The system cancels the processing of each invoice. */
    INVOICES_CANCELLED;

    private static final String HEADER = "x-simulated-trouble";

    /** The request that asks for this. */
    public HttpRequest in(HttpRequest request) {
        return request.with(HEADER, name());
    }

    static Optional<PlannedTrouble> of(HttpRequest request) {
        return Arrays.stream(values())
                .filter(trouble ->
                        request.header(HEADER).filter(trouble.name()::equals).isPresent())
                .findFirst();
    }
}
