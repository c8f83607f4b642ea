package dev.ksef.simulator.wire;

import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request. Header names are in lower case.
 *
 * @param body the whole body; empty for an upload
 * @param upload the body of an upload, which is read only while it is handled; empty for any other request
 * @param origin the scheme, address and port that signed links for the client begin with, without a slash at the end
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record HttpRequest(
        String method,
        URI uri,
        Map<String, List<String>> headers,
        byte[] body,
        InputStream upload,
        String clientIp,
        String origin,
        Map<String, String> pathVariables) {

    public HttpRequest withPathVariables(Map<String, String> variables) {
        return new HttpRequest(method, uri, headers, body, upload, clientIp, origin, variables);
    }

    public HttpRequest withBody(byte[] other) {
        return new HttpRequest(method, uri, headers, other, upload, clientIp, origin, pathVariables);
    }

    public HttpRequest withUpload(InputStream other) {
        return new HttpRequest(method, uri, headers, body, other, clientIp, origin, pathVariables);
    }

    public HttpRequest with(String header, String value) {
        Map<String, List<String>> changed = new HashMap<>(headers);
        changed.put(header.toLowerCase(Locale.ROOT), List.of(value));
        return new HttpRequest(method, uri, changed, body, upload, clientIp, origin, pathVariables);
    }

    public HttpRequest without(String header) {
        Map<String, List<String>> changed = new HashMap<>(headers);
        changed.remove(header.toLowerCase(Locale.ROOT));
        return new HttpRequest(method, uri, changed, body, upload, clientIp, origin, pathVariables);
    }

    public String path() {
        return uri.getRawPath();
    }

    public String pathVariable(String name) {
        String value = pathVariables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable " + name);
        }
        return value;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    public List<String> queryAll(String name) {
        String query = uri.getRawQuery();
        if (query == null) {
            return List.of();
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decoded(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? decoded(pair[1]) : "")
                .toList();
    }

    /**
     * A whole number of the query.
     *
     * @throws BadRequest 21405 if the value is no number, or out of bounds
     */
    public int number(String name, int usual, int least, int most) {
        String text = query(name).orElse(Integer.toString(usual));
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw BadRequest.invalidInput("'" + name + "' " + BadRequest.between(least, most, text) + ".");
        }
        return number;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }
}
