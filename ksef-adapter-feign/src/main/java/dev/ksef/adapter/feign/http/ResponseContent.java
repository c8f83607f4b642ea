package dev.ksef.adapter.feign.http;

import dev.ksef.model.Sha256;
import feign.Response;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content of a response whose body is in memory: its type, its bytes and the hash declared for it. */
public final class ResponseContent {

    /** No registered type is longer. Every bearer is, so that none passes for a type. */
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,40}");

    private static final String JSON = "application/json";

    /** More than the Base64 of any hash. */
    private static final int LONGEST_HASH = 100;

    private ResponseContent() {}

    /** Returns the whole body. Nobody may change it. */
    public static byte[] bytes(Response response) {
        if (response.body() instanceof MemoryBody inMemory) {
            return inMemory.bytes();
        }
        try {
            return response.body().asInputStream().readAllBytes();
        } catch (IOException impossible) {
            throw new IllegalStateException("A body in memory can always be read");
        }
    }

    /** Tells whether its type is a kind of JSON. */
    public static boolean isJson(Response response) {
        return contentType(response).contains("json");
    }

    /** Tells whether its type is a kind of XML. XHTML, as firewalls write it, is none. */
    public static boolean isXml(Response response) {
        return contentType(response).contains("xml") && !isHtml(response);
    }

    /** Tells whether it is a page for people, as firewalls and gateways answer with. */
    public static boolean isHtml(Response response) {
        return contentType(response).contains("html");
    }

    /** Returns the media type in lower case, without parameters; {@code no content type} if it is missing or none. */
    public static String contentType(Response response) {
        return HttpHeaders.first(response, HttpHeaders.CONTENT_TYPE)
                .map(ResponseContent::withoutParameters)
                .filter(type -> type.equals(JSON) || MEDIA_TYPE.matcher(type).matches())
                .orElse("no content type");
    }

    private static String withoutParameters(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Tells whether the body is compressed. Nobody asks KSeF for that, but something on the way may compress all the same. */
    public static boolean isGzip(Response response) {
        return isGzip(HttpHeaders.all(response, HttpHeaders.CONTENT_ENCODING));
    }

    /** Tells whether the given values of {@code Content-Encoding} say that the body is compressed. */
    public static boolean isGzip(Collection<String> encodings) {
        for (String name : encodings) {
            if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the hash that KSeF declares for a document; null where it declares none, or what cannot be one. */
    public static @Nullable Sha256 declaredHash(Response response) {
        return HttpHeaders.first(response, HttpHeaders.DOCUMENT_HASH)
                .filter(value -> value.length() <= LONGEST_HASH)
                .map(Sha256::new)
                .orElse(null);
    }
}
