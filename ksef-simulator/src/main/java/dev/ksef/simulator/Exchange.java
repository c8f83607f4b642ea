package dev.ksef.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One request and its answer, as they went over the wire.
 *
 * @param method the HTTP method, in capitals
 * @param uri the path and the query, relative to the host
 * @param requestHeaders the header names of the request as they came, with all their values
 * @param requestBody the bytes of the request, empty without a body
 * @param status the HTTP status of the answer
 * @param responseHeaders the header names of the answer, with all their values
 * @param responseBody the bytes of the answer, empty without a body
 */
@SuppressWarnings("ArrayRecordComponent") // Copied in and out, never compared.
public record Exchange(
        String method,
        URI uri,
        Map<String, List<String>> requestHeaders,
        byte[] requestBody,
        int status,
        Map<String, List<String>> responseHeaders,
        byte[] responseBody) {

    /** Copies the headers and the bodies. */
    public Exchange {
        requestHeaders = Map.copyOf(requestHeaders);
        requestBody = requestBody.clone();
        responseHeaders = Map.copyOf(responseHeaders);
        responseBody = responseBody.clone();
    }

    @Override
    public byte[] requestBody() {
        return requestBody.clone();
    }

    @Override
    public byte[] responseBody() {
        return responseBody.clone();
    }

    /** Method, path and status. Headers and bodies may hold tokens, and queries signatures, so they are left out. */
    @Override
    public String toString() {
        return method + " " + uri.getPath() + " -> " + status;
    }
}
