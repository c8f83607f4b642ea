package dev.ksef.adapter.feign.http;

import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps cookies, whatever the engine does: the firewall in front of KSeF recognises a client by them, and turns away one
 * that forgets them. A cookie is shown only to the host that set it. A jar that has become too large is emptied, and so is one
 * that the server does not bear (400, 431): the next answers fill it again.
 */
public final class CookieJar {

    /** A firewall sets a handful. Servers take headers of 8 kB. */
    private static final int MOST_COOKIES = 30;

    private static final int MOST_CHARACTERS = 4096;

    private final CookieManager manager = new CookieManager();

    /** Whether it ever kept one: most servers set none, and looking for some costs. */
    private volatile boolean used;

    /** Returns the request with the cookies that are meant for its address. */
    public Request withCookies(Request request) throws IOException {
        if (!used) {
            return request;
        }
        List<String> cookies =
                manager.get(URI.create(request.url()), Map.of()).getOrDefault(HttpHeaders.COOKIE, List.of());
        return cookies.isEmpty()
                ? request
                : RequestCopy.withHeader(request, HttpHeaders.COOKIE, String.join("; ", cookies));
    }

    /** Keeps the readable cookies of an answer. The JDK would log an unreadable one with the address it came from. */
    public void keep(Response response) throws IOException {
        if (HttpStatus.mayBeDueToCookies(response)) {
            manager.getCookieStore().removeAll();
            return;
        }
        Collection<String> sent = HttpHeaders.all(response, HttpHeaders.SET_COOKIE);
        if (sent.isEmpty()) {
            return;
        }
        List<String> set = sent.stream()
                .filter(cookie -> cookie.length() <= MOST_CHARACTERS && isReadable(cookie))
                .toList();
        if (set.isEmpty()) {
            return;
        }
        used = true;
        manager.put(URI.create(response.request().url()), Map.of(HttpHeaders.SET_COOKIE, set));
        if (isTooLarge(manager.getCookieStore().getCookies())) {
            manager.getCookieStore().removeAll();
        }
    }

    private static boolean isTooLarge(List<HttpCookie> cookies) {
        int characters = cookies.stream()
                .mapToInt(
                        cookie -> cookie.getName().length() + cookie.getValue().length())
                .sum();
        return cookies.size() > MOST_COOKIES || characters > MOST_CHARACTERS;
    }

    private static boolean isReadable(String cookie) {
        try {
            return !HttpCookie.parse(cookie).isEmpty();
        } catch (IllegalArgumentException odd) {
            return false;
        }
    }
}
