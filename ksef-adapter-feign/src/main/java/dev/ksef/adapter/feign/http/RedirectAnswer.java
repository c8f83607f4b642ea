package dev.ksef.adapter.feign.http;

import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an answer says of where to go instead. */
public final class RedirectAnswer {

    /** How many are followed for one request. */
    public static final int MOST = 3;

    /** Those that keep method and body, whatever they are. */
    private static final Set<Integer> KEEPING = Set.of(307, 308);
    /** Those that everybody answers with a GET. */
    private static final Set<Integer> TURNING = Set.of(301, 302, 303);

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private RedirectAnswer() {}

    public static boolean isOne(Response response) {
        return KEEPING.contains(response.status()) || TURNING.contains(response.status());
    }

    /** Where the request may be made again as it is; empty where it may not, or nothing readable was said. */
    public static Optional<URI> target(Request request, Response response) {
        if (!KEEPING.contains(response.status()) && !READING.contains(request.httpMethod())) {
            return Optional.empty();
        }
        Collection<String> locations = response.headers().getOrDefault("Location", List.of());
        return locations.stream().findFirst().flatMap(location -> resolved(request, location));
    }

    private static Optional<URI> resolved(Request request, String location) {
        try {
            URI target = URI.create(request.url()).resolve(new URI(location.strip()));
            return target.getHost() == null ? Optional.empty() : Optional.of(target);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
    }

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

    /** Who is told to ask elsewhere was not served; who is told to look elsewhere, after a POST, may have been. */
    public static Delivery delivery(Response response) {
        boolean reads = READING.contains(response.request().httpMethod());
        return reads || KEEPING.contains(response.status()) ? Delivery.NOT_SENT : Delivery.UNKNOWN;
    }
}
