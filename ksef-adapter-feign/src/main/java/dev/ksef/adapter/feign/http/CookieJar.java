package dev.ksef.adapter.feign.http;

import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Keeps cookies, whatever the engine: the firewall in front of KSeF recognises a client by them, and turns away one that
 * forgets them. Only where they were set by is told them.
 */
public final class CookieJar {

    private final CookieManager jar = new CookieManager();

    /** The request with the cookies that its address is to be shown. */
    public Request shown(Request request) throws IOException {
        List<String> cookies = jar.get(URI.create(request.url()), Map.of()).getOrDefault("Cookie", List.of());
        return cookies.isEmpty() ? request : RequestCopy.with(request, "Cookie", String.join("; ", cookies));
    }

    /** Keeps what the answer sets and can be read: what cannot, the jar would log with the address it came from. */
    public void take(Response response) throws IOException {
        List<String> set = response.headers().getOrDefault("Set-Cookie", List.of()).stream()
                .filter(CookieJar::isReadable)
                .toList();
        jar.put(URI.create(response.request().url()), Map.of("Set-Cookie", set));
    }

    private static boolean isReadable(String cookie) {
        try {
            return !HttpCookie.parse(cookie).isEmpty();
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
