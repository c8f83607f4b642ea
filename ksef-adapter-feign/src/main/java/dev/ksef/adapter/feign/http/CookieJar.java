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
 * Keeps cookies, whatever the engine does: the firewall in front of KSeF recognises a client by them, and turns away one
 * that forgets them. A cookie is shown only to the host that set it.
 */
public final class CookieJar {

    private final CookieManager manager = new CookieManager();

    /** Returns the request with the cookies that are meant for its address. */
    public Request withCookies(Request request) throws IOException {
        List<String> cookies =
                manager.get(URI.create(request.url()), Map.of()).getOrDefault(HttpHeaders.COOKIE, List.of());
        return cookies.isEmpty()
                ? request
                : RequestCopy.withHeader(request, HttpHeaders.COOKIE, String.join("; ", cookies));
    }

    /** Keeps the readable cookies of an answer. The JDK would log an unreadable one with the address it came from. */
    public void keep(Response response) throws IOException {
        List<String> set = HttpHeaders.all(response, HttpHeaders.SET_COOKIE).stream()
                .filter(CookieJar::isReadable)
                .toList();
        manager.put(URI.create(response.request().url()), Map.of(HttpHeaders.SET_COOKIE, set));
    }

    private static boolean isReadable(String cookie) {
        try {
            return !HttpCookie.parse(cookie).isEmpty();
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
