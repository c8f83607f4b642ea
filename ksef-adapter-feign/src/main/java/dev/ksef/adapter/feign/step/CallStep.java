package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import feign.Request;
import feign.Response;

/**
 * One step on the way of a call to the network and back. The response has its body in memory, whatever its HTTP status.
 * Without a response a step throws a {@link dev.ksef.model.error.KsefException}.
 */
@FunctionalInterface
public interface CallStep {

    /** Sends the request on to the next step, and returns what comes back. */
    Response proceed(Request request, OperationCall call);
}
