package dev.ksef.simulator.export;

import dev.ksef.simulator.wire.HttpRequest;
import java.util.Locale;
import java.util.Optional;

/** What the plan of faults may ask of exports. It travels as a header of the request. */
public enum PlannedExportTrouble {
    /** The export that begins runs longer by so many milliseconds; for ever without a number. */
    HANGS,
    /** The export that begins fails. */
    FAILED,
    /** The system cancels the export that begins. */
    CANCELLED,
    /** The package is made anew before its status is told. */
    MADE_ANEW,
    /** The storage gives the whole part, whatever range is asked for. */
    RANGE_IGNORED;

    private static final String HEADER = "x-simulated-export-";

    /** The request that asks for this. */
    public HttpRequest in(HttpRequest request, String argument) {
        return request.with(HEADER + name().toLowerCase(Locale.ROOT), argument);
    }

    /** The argument, if the request asks for this. */
    Optional<String> argument(HttpRequest request) {
        return request.header(HEADER + name().toLowerCase(Locale.ROOT));
    }

    boolean askedIn(HttpRequest request) {
        return argument(request).isPresent();
    }
}
