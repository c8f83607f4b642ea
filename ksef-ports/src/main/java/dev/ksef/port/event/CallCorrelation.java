package dev.ksef.port.event;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one call have in common, and what they can be found by elsewhere.
 *
 * @param call the number of the call, unique for its transport: attempts, waits and repetitions of one call share it
 * @param context whom it acts for; null for calls that carry no bearer
 * @param referenceNumber of what it is about, the last one in its path; null where its path has none
 * @param traceId what KSeF's support asks for; null where the answer had none, which is usual
 */
public record CallCorrelation(
        long call,
        @Nullable ContextIdentifier context,
        @Nullable ReferenceNumber referenceNumber,
        @Nullable String traceId) {

    /** Of something that belongs to no call. */
    public static final CallCorrelation NONE = new CallCorrelation(0, null, null, null);

    /** The same with the number under which KSeF knows the answer. */
    public CallCorrelation tracedAs(@Nullable String newTraceId) {
        return newTraceId == null ? this : new CallCorrelation(call, context, referenceNumber, newTraceId);
    }
}
