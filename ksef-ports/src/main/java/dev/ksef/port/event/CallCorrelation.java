package dev.ksef.port.event;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the call that an event belongs to, here and in the logs of others.
 *
 * @param call the number of the call, unique for its transport: attempts, waits and repetitions of one call share it
 * @param context the context that the call acts for; null for calls that carry no bearer
 * @param referenceNumber the last reference number in the path of the call; null if the path has none
 * @param traceId the id that KSeF's support asks for; null if the answer had none, which is usual
 */
public record CallCorrelation(
        long call,
        @Nullable ContextIdentifier context,
        @Nullable ReferenceNumber referenceNumber,
        @Nullable String traceId) {

    /** The correlation of events that belong to no call. */
    public static final CallCorrelation NONE = new CallCorrelation(0, null, null, null);

    /** Returns a copy with the trace id of KSeF's answer. */
    public CallCorrelation tracedAs(@Nullable String newTraceId) {
        return newTraceId == null ? this : new CallCorrelation(call, context, referenceNumber, newTraceId);
    }
}
