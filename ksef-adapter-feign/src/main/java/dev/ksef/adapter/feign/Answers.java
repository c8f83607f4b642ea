package dev.ksef.adapter.feign;

import feign.Response;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What every reader of an answer asks of it. Its body is in memory already. */
final class Answers {

    private Answers() {}

    /** Method and path template of the call that was answered. */
    static String operation(Response response) {
        return Call.declaration(response.request()).value();
    }

    static byte[] bytes(Response response) {
        try {
            return response.body().asInputStream().readAllBytes();
        } catch (IOException impossible) {
            throw new IllegalStateException("A body in memory can always be read");
        }
    }

    static boolean isJson(Response response) {
        return contentType(response).contains("json");
    }

    static boolean isXml(Response response) {
        return contentType(response).contains("xml") && !contentType(response).contains("html");
    }

    /** The media type in lower case without parameters, {@code no content type} where there is none. */
    static String contentType(Response response) {
        Collection<String> types = response.headers().getOrDefault("Content-Type", List.of());
        return types.stream()
                .findFirst()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("no content type");
    }
}
