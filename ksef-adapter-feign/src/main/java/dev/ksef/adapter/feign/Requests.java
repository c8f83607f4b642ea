package dev.ksef.adapter.feign;

import feign.Request;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of Feign, which never change, with one thing changed. */
final class Requests {

    private Requests() {}

    /** The same request with one header more, or with another value for it. */
    static Request with(Request request, String header, String value) {
        Map<String, Collection<String>> headers = new LinkedHashMap<>(request.headers());
        headers.put(header, List.of(value));
        return copy(request, request.url(), headers);
    }

    /** The same request to another address. */
    static Request to(Request request, String url) {
        return copy(request, url, request.headers());
    }

    private static Request copy(Request request, String url, Map<String, Collection<String>> headers) {
        return Request.create(
                request.httpMethod(), url, headers, request.body(), request.charset(), request.requestTemplate());
    }
}
