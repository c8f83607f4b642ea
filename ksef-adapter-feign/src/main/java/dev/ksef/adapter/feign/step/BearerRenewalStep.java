package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.operation.BearerKind;
import feign.Request;
import feign.Response;
import java.util.Objects;

/**
 * Renews the bearer that KSeF refused. A 401 rejects exactly the token that was carried; the call, which KSeF did not
 * process, is sent once more if the source has another token.
 */
public final class BearerRenewalStep implements CallStep {

    private final CallStep next;

    public BearerRenewalStep(CallStep next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        if (call.operation().bearer() == BearerKind.NONE) {
            return next.proceed(request, call);
        }
        // A sign-in comes before the limits are asked: it takes longer than a place in their queue is kept.
        call.bearer();
        Response response = next.proceed(request, call);
        if (response.status() != HttpStatus.UNAUTHORIZED) {
            return response;
        }
        BearerToken refused = Objects.requireNonNull(
                call.exchanges().lastBearer(), "A call that was answered with 401 carried a bearer");
        call.scope().bearerSource().rejected(refused);
        return call.bearer().equals(refused) ? response : next.proceed(request, call);
    }
}
