package dev.ksef.adapter.feign.http;

import dev.ksef.model.Sha256;
import feign.Response;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every reader of an answer asks of it. Its body is in memory already. */
public final class ResponseContent {

    /** None that is registered is longer, and no token is shorter. */
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[a-z0-9.+-]{1,40}");

    private ResponseContent() {}

    public static byte[] bytes(Response response) {
        try {
            return response.body().asInputStream().readAllBytes();
        } catch (IOException impossible) {
            throw new IllegalStateException("A body in memory can always be read");
        }
    }

    public static boolean isJson(Response response) {
        return contentType(response).contains("json");
    }

    public static boolean isXml(Response response) {
        return contentType(response).contains("xml") && !contentType(response).contains("html");
    }

    /** The media type in lower case without parameters, {@code no content type} where there is none that is one. */
    public static String contentType(Response response) {
        Collection<String> types = response.headers().getOrDefault("Content-Type", List.of());
        return types.stream()
                .findFirst()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> MEDIA_TYPE.matcher(type).matches())
                .orElse("no content type");
    }

    /** Nobody asks KSeF for compression, but something on the way may compress all the same. */
    public static boolean isGzip(Response response) {
        Collection<String> encodings = response.headers().getOrDefault("Content-Encoding", List.of());
        return encodings.stream().anyMatch(name -> name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip"));
    }

    /** What KSeF declares in {@code x-ms-meta-hash}; null where it declares nothing. */
    public static @Nullable Sha256 declaredHash(Response response) {
        return response.headers().getOrDefault("x-ms-meta-hash", List.of()).stream()
                .findFirst()
                .map(Sha256::new)
                .orElse(null);
    }
}
