package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.failure.ExchangeFailures;
import dev.ksef.adapter.feign.http.RedirectAnswer;
import dev.ksef.adapter.feign.http.RequestCopy;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Request;
import feign.Response;
import java.net.URI;
import java.util.Optional;

/**
 * Follows redirects, three at most, and only within the origin that was called: what a call carries and brings back is meant
 * for that host alone. KSeF's firewall redirects to the same address until the client shows its cookies.
 */
public final class RedirectStep implements CallStep {

    private final CallStep next;

    public RedirectStep(CallStep next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        Request asked = request;
        for (int followed = 0; ; followed++) {
            Response response = next.proceed(asked, call);
            if (!RedirectAnswer.isRedirect(response)) {
                return response;
            }
            URI to = target(asked, response, call);
            if (followed == RedirectAnswer.MOST_FOLLOWED) {
                throw refused(call, response, "more than " + RedirectAnswer.MOST_FOLLOWED + " times");
            }
            asked = RequestCopy.withAddress(asked, to.toString());
        }
    }

    private static URI target(Request asked, Response response, OperationCall call) {
        Optional<URI> target = RedirectAnswer.target(asked, response);
        if (target.isEmpty()) {
            throw refused(call, response, "in a way that cannot be followed");
        }
        if (!RedirectAnswer.isSameOrigin(URI.create(asked.url()), target.get())) {
            throw refused(call, response, "to another host, port or scheme, which it must not go to");
        }
        return target.get();
    }

    private static KsefTransportException refused(OperationCall call, Response response, String how) {
        Delivery delivery = RedirectAnswer.delivery(response);
        return new KsefTransportException(
                call.name() + " was redirected " + how + " (HTTP " + response.status() + "): "
                        + (delivery == Delivery.NOT_SENT
                                ? "it was not processed; check gateways, proxies and the firewall on the way to KSeF"
                                : ExchangeFailures.consequence(delivery)),
                delivery,
                null);
    }
}
