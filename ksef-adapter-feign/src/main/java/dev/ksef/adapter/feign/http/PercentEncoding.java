package dev.ksef.adapter.feign.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Escapes what goes into an address. */
public final class PercentEncoding {

    private PercentEncoding() {}

    /** Returns the text with all but letters, digits, hyphens, dots, underscores and tildes escaped as UTF-8 (RFC 3986). */
    public static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
