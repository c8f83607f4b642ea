package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.operation.BearerKind;
import feign.Request;
import feign.Response;
import java.util.Objects;

/**
 * Sees to it that a call has the bearer that its operation declares. A 401 rejects exactly the token that was carried, and
 * the call, which KSeF did not process, is repeated once if there is another one.
 */
public final class BearerRenewalStep implements CallStep {

    private static final int UNAUTHORIZED = 401;

    private final CallStep next;

    public BearerRenewalStep(CallStep next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        if (call.operation().bearer() == BearerKind.NONE) {
            return next.proceed(request, call);
        }
        // Had before the limits are asked: signing in takes longer than the place they give is worth.
        call.bearer();
        Response response = next.proceed(request, call);
        if (response.status() != UNAUTHORIZED) {
            return response;
        }
        BearerToken refused = Objects.requireNonNull(call.trail().bearer(), "What was answered carried a bearer");
        call.scope().bearerSource().rejected(refused);
        return call.bearer().equals(refused) ? response : next.proceed(request, call);
    }
}
