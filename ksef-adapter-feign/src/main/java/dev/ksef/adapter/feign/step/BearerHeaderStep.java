package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.http.RequestCopy;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.operation.BearerKind;
import feign.Request;
import feign.Response;

/** Puts the bearer in right before a request leaves: one that was had before the limits held it back may have ended. */
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
        call.trail().carries(token);
        return next.proceed(RequestCopy.with(request, "Authorization", "Bearer " + token.reveal()), call);
    }
}
