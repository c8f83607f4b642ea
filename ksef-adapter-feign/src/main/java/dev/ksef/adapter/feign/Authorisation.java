package dev.ksef.adapter.feign;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.BearerKind;
import dev.ksef.port.BearerSource;
import dev.ksef.port.ClosedException;
import feign.Request;
import feign.Response;

/**
 * Gives a call the bearer that its operation declares. A 401 rejects exactly that token, and the call, which KSeF did
 * not process, is repeated once if there is another one.
 */
final class Authorisation implements Step {

    private static final int UNAUTHORIZED = 401;

    private final Step next;

    Authorisation(Step next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, Call call) {
        if (call.operation().bearer() == BearerKind.NONE) {
            return next.proceed(request, call);
        }
        BearerSource source = call.scope().bearerSource();
        BearerToken token = token(source, call);
        Response response = next.proceed(authorised(request, token, call), call);
        if (response.status() != UNAUTHORIZED) {
            return response;
        }
        source.rejected(token);
        BearerToken another = token(source, call);
        return another.equals(token) ? response : next.proceed(authorised(request, another, call), call);
    }

    private static BearerToken token(BearerSource source, Call call) {
        BearerToken token = bearer(source, call);
        if (!call.operation().bearer().accepts(token)) {
            throw new IllegalStateException(call.name() + " takes a bearer of kind "
                    + call.operation().bearer() + ", but its view yields a "
                    + token.getClass().getSimpleName());
        }
        return token;
    }

    /** Without a bearer nothing has left, and what was answered with 401 was not processed. */
    private static BearerToken bearer(BearerSource source, Call call) {
        try {
            return source.bearer(call.deadline());
        } catch (ClosedException closed) {
            throw new KsefTransportException(
                    call.name() + " was not sent: the client was closed before there was a token for it",
                    Delivery.NOT_SENT,
                    closed);
        }
    }

    private static Request authorised(Request request, BearerToken token, Call call) {
        call.trail().carries(token);
        return Requests.with(request, "Authorization", "Bearer " + token.reveal());
    }
}
