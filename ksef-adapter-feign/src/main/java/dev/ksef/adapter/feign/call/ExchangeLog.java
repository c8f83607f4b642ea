package dev.ksef.adapter.feign.call;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefTransportException;
import org.jspecify.annotations.Nullable;

/** What became of a call's exchanges so far. The caller's thread alone touches it. */
public final class ExchangeLog {

    private int attempts;
    private int status;
    private @Nullable String traceId;
    private @Nullable KsefTransportException failure;
    private @Nullable BearerToken bearer;

    public void carries(BearerToken newBearer) {
        bearer = newBearer;
    }

    /** What the last exchange carried, so that it can be taken out of what comes back. */
    public @Nullable BearerToken bearer() {
        return bearer;
    }

    /** One more exchange begins. */
    public void leaves() {
        attempts++;
        status = 0;
    }

    public void answered(int newStatus, @Nullable String newTraceId) {
        status = newStatus;
        failure = null;
        if (newTraceId != null) {
            traceId = newTraceId;
        }
    }

    public void failed(KsefTransportException newFailure) {
        status = 0;
        failure = newFailure;
    }

    /** How many exchanges there were. */
    int attempts() {
        return attempts;
    }

    /** HTTP status of the last exchange; 0 where it got no answer, or there was none. */
    int status() {
        return status;
    }

    @Nullable
    String traceId() {
        return traceId;
    }

    /** Whether the last exchange failed with this, and not something on the way to it, such as a sign-in. */
    public boolean endedWith(KsefTransportException thrown) {
        return failure == thrown;
    }
}
