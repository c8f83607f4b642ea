package dev.ksef.adapter.feign;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.operation.BearerKind;
import feign.Request;
import feign.Response;

/** Puts the bearer in right before a request leaves: one that was had before the limits held it back may have ended. */
final class Bearing implements Step {

    private final Step next;

    Bearing(Step next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, Call call) {
        if (call.operation().bearer() == BearerKind.NONE) {
            return next.proceed(request, call);
        }
        BearerToken token = call.bearer();
        call.trail().carries(token);
        return next.proceed(Requests.with(request, "Authorization", "Bearer " + token.reveal()), call);
    }
}
