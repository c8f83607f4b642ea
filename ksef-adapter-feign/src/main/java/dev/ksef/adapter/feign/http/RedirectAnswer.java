package dev.ksef.adapter.feign.http;

import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** What an answer with a redirect says: where to go instead, and whether the request was processed. */
public final class RedirectAnswer {

    /** The most redirects that are followed for one request. */
    public static final int MOST_FOLLOWED = 3;

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private RedirectAnswer() {}

    /** Tells whether the answer is a redirect. */
    public static boolean isRedirect(Response response) {
        return keepsMethod(response) || becomesGet(response);
    }

    /** Method and body stay the same. */
    private static boolean keepsMethod(Response response) {
        return response.status() == HttpStatus.TEMPORARY_REDIRECT || response.status() == HttpStatus.PERMANENT_REDIRECT;
    }

    /** Every client follows it with a GET. */
    private static boolean becomesGet(Response response) {
        return switch (response.status()) {
            case HttpStatus.MOVED_PERMANENTLY, HttpStatus.FOUND, HttpStatus.SEE_OTHER -> true;
            default -> false;
        };
    }

    /**
     * Where to send the request as it is; empty if it may not be sent there, or the address is missing or unreadable. A
     * request with a body is sent on only by a redirect that keeps it.
     */
    public static Optional<URI> target(Request request, Response response) {
        if (!keepsMethod(response) && !READS.contains(request.httpMethod())) {
            return Optional.empty();
        }
        return HttpHeaders.first(response, HttpHeaders.LOCATION).flatMap(location -> resolved(request, location));
    }

    private static Optional<URI> resolved(Request request, String location) {
        try {
            URI target = URI.create(request.url()).resolve(new URI(location));
            return target.getHost() == null ? Optional.empty() : Optional.of(target);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

    /** Tells whether scheme, host and port are the same. */
    public static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /**
     * Tells whether the redirected request may have been processed. One that is to be sent elsewhere was not. One whose result
     * is to be looked for elsewhere, as 301 to 303 say after a POST, may have been.
     */
    public static Delivery delivery(Response response) {
        boolean reads = READS.contains(response.request().httpMethod());
        return reads || keepsMethod(response) ? Delivery.NOT_SENT : Delivery.UNKNOWN;
    }
}
