package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;

/** What a failure says of the request that failed. */
public final class RequestOutcome {

    private static final int SERVER_ERROR = 500;

    private RequestOutcome() {}

    /** Whether KSeF may have done what it was asked, although it did not say so. */
    public static boolean isUnknown(KsefException failure) {
        return failure instanceof KsefTransportException noAnswer && noAnswer.delivery() == Delivery.UNKNOWN
                || failure instanceof KsefApiException answered && answered.status() >= SERVER_ERROR;
    }
}
