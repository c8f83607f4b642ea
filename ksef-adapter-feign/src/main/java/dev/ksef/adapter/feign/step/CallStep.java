package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import feign.Request;
import feign.Response;

/**
 * One step on the way of a call to the network and back. What it returns has its body in memory, whatever the HTTP
 * status; what goes wrong is a {@link dev.ksef.model.error.KsefException}.
 */
@FunctionalInterface
public interface CallStep {

    Response proceed(Request request, OperationCall call);
}
