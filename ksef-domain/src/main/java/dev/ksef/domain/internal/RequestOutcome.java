package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;

/** Tells what a failure says of the request that failed. */
public final class RequestOutcome {

    private static final int SERVER_ERROR = 500;

    private RequestOutcome() {}

    /** Tells whether KSeF may have done what it was asked, although it did not say so. */
    public static boolean isUnknown(KsefException failure) {
        return failure instanceof KsefTransportException noAnswer && noAnswer.delivery() == Delivery.UNKNOWN
                || failure instanceof KsefApiException answered && isServerError(answered);
    }

    /** What became of a request whose outcome is unknown, for the sentence that its name begins. */
    public static String told(KsefException failure) {
        return failure instanceof KsefApiException answered
                ? "was answered with HTTP " + answered.status()
                : "got no answer";
    }

    /** Tells whether a gateway, or KSeF itself, failed to answer as it should: HTTP 500 and above. */
    public static boolean isServerError(KsefApiException answered) {
        return answered.status() >= SERVER_ERROR;
    }
}
