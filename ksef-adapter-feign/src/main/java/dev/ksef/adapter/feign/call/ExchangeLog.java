package dev.ksef.adapter.feign.call;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefTransportException;
import org.jspecify.annotations.Nullable;

/** What became of the exchanges that a call made so far. Only the thread of the caller touches it. */
public final class ExchangeLog {

    private int count;
    private int lastStatus;
    private @Nullable String lastTraceId;
    private @Nullable KsefTransportException lastFailure;
    private @Nullable BearerToken lastBearer;

    /** Notes the bearer that the next exchange carries. */
    public void carry(BearerToken bearer) {
        lastBearer = bearer;
    }

    /** Notes that one more exchange begins. */
    public void begin() {
        count++;
        lastStatus = 0;
    }

    /** Notes that the exchange was answered. */
    public void answered(int status, @Nullable String traceId) {
        lastStatus = status;
        lastFailure = null;
        if (traceId != null) {
            lastTraceId = traceId;
        }
    }

    /** Notes that the exchange had no answer. */
    public void failed(KsefTransportException failure) {
        lastStatus = 0;
        lastFailure = failure;
    }

    /** How many exchanges there were. */
    int count() {
        return count;
    }

    /** HTTP status of the last exchange; 0 if it had no answer, or if there was none. */
    int lastStatus() {
        return lastStatus;
    }

    /** KSeF's number for the latest error answer that had one. */
    @Nullable
    String lastTraceId() {
        return lastTraceId;
    }

    /** Returns the bearer that the last exchange carried; null if it carried none. */
    public @Nullable BearerToken lastBearer() {
        return lastBearer;
    }

    /** Tells whether the last exchange failed with this, and not something on the way to it, such as a sign-in. */
    public boolean lastFailedWith(KsefTransportException failure) {
        return lastFailure == failure;
    }
}
