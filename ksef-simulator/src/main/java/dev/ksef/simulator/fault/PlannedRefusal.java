package dev.ksef.simulator.fault;

import dev.ksef.simulator.auth.SignInRefusals;
import dev.ksef.simulator.export.ExportRefusals;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.session.SessionRefusals;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpRequest;

/** Errors of KSeF that come because the plan says so, not because of the request. */
final class PlannedRefusal {

    private static final int USUAL_LIMIT = 10;

    private PlannedRefusal() {}

    static BadRequest of(int code, HttpRequest request) {
        return switch (code) {
            case 21180 -> SessionRefusals.sessionStatus("Status sesji (415) nie pozwala na wykonanie operacji.");
            case 21182 -> ExportRefusals.tooManyRunning(USUAL_LIMIT);
            case 21184 -> SessionRefusals.sessionUnavailable(reference(request));
            case 21301 ->
                SignInRefusals.notAuthorised("Status uwierzytelnienia (100) nie pozwala na wykonanie operacji.");
            case 21304 -> SignInRefusals.unknownAuthentication(reference(request));
            default -> throw new IllegalArgumentException("Not an error that can be planned: " + code);
        };
    }

    /** The reference number in the path, which the descriptions of the errors name. */
    private static String reference(HttpRequest request) {
        for (String segment : request.path().split("/")) {
            if (segment.length() == ReferenceNumbers.LENGTH) {
                return segment;
            }
        }
        return "";
    }
}
