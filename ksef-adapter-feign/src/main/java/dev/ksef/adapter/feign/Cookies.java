package dev.ksef.adapter.feign;

import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps cookies, whatever the engine: the firewall in front of KSeF recognises a client by them, and turns away one that
 * forgets them. Only where they were set by is told them.
 */
final class Cookies {

    private final CookieManager jar = new CookieManager();

    /** The request with the cookies that its address is to be shown. */
    Request shown(Request request) throws IOException {
        List<String> cookies = jar.get(URI.create(request.url()), Map.of()).getOrDefault("Cookie", List.of());
        return cookies.isEmpty() ? request : Requests.with(request, "Cookie", String.join("; ", cookies));
    }

    /** Keeps what the answer sets. */
    void take(Response response) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        jar.put(URI.create(response.request().url()), headers);
    }
}
