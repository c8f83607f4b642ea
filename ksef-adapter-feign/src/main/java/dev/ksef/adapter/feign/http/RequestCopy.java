package dev.ksef.adapter.feign.http;

import feign.Request;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of a request with one thing changed, since requests of Feign never change. */
public final class RequestCopy {

    private RequestCopy() {}

    /** The same request with one more header, or with another value of a header that it has. */
    public static Request withHeader(Request request, String header, String value) {
        Map<String, Collection<String>> headers = new LinkedHashMap<>(request.headers());
        headers.put(header, List.of(value));
        return copy(request, request.url(), headers);
    }

    /** The same request to another address. */
    public static Request withAddress(Request request, String url) {
        return copy(request, url, request.headers());
    }

    private static Request copy(Request request, String url, Map<String, Collection<String>> headers) {
        return Request.create(
                request.httpMethod(), url, headers, request.body(), request.charset(), request.requestTemplate());
    }
}
