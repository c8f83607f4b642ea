package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.adapter.feign.http.RequestCopy;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.operation.BearerKind;
import feign.Request;
import feign.Response;

/** Puts the bearer into the request right before it leaves: one asked for before the limits held the call back may have expired. */
public final class BearerHeaderStep implements CallStep {

    private final CallStep next;

    public BearerHeaderStep(CallStep next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        if (call.operation().bearer() == BearerKind.NONE) {
            return next.proceed(request, call);
        }
        BearerToken token = call.bearer();
        call.exchanges().carry(token);
        return next.proceed(
                RequestCopy.withHeader(request, HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal()), call);
    }
}
