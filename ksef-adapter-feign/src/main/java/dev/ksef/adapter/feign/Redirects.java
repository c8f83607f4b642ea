package dev.ksef.adapter.feign;

import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Request;
import feign.Response;
import java.net.URI;
import java.util.Optional;

/**
 * Follows redirects, three at most, and only within the origin that was called: what a call carries and what it brings
 * back is meant for that host alone. The firewall sends clients in circles until they show its cookie.
 */
final class Redirects implements Step {

    private final Step next;

    Redirects(Step next) {
        this.next = next;
    }

    @Override
    public Response proceed(Request request, Call call) {
        Request asked = request;
        for (int followed = 0; ; followed++) {
            Response response = next.proceed(asked, call);
            if (!Redirection.isOne(response)) {
                return response;
            }
            URI to = target(asked, response, call);
            if (followed == Redirection.MOST) {
                throw refused(call, response, "more than " + Redirection.MOST + " times");
            }
            asked = Requests.to(asked, to.toString());
        }
    }

    private static URI target(Request asked, Response response, Call call) {
        Optional<URI> target = Redirection.target(asked, response);
        if (target.isEmpty()) {
            throw refused(call, response, "in a way that cannot be followed");
        }
        if (!Redirection.isSameOrigin(URI.create(asked.url()), target.get())) {
            throw refused(call, response, "to another host, port or scheme, which it must not go to");
        }
        return target.get();
    }

    private static KsefTransportException refused(Call call, Response response, String how) {
        Delivery delivery = Redirection.delivery(response);
        return new KsefTransportException(
                call.name() + " was redirected " + how + " (HTTP " + response.status() + "): "
                        + (delivery == Delivery.NOT_SENT
                                ? "it was not processed; check gateways, proxies and the firewall on the way to KSeF"
                                : "whether KSeF processed it is not known"),
                delivery,
                null);
    }
}
