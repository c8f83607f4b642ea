package dev.ksef.domain.invoice;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of paths, where a plus sign is a plus sign. */
final class PercentEncoding {

    private PercentEncoding() {}

    static boolean isIn(String text) {
        return text.indexOf('%') >= 0;
    }

    /** Returns the decoded text; the text itself where it cannot be decoded. */
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return text;
        }
    }

    /** Returns each part of a path encoded as forms are. */
    static String encodedParts(String path) {
        return encoded(path).replace("%2F", "/").replace("%3A", ":");
    }

    /** Returns all of it encoded as forms are, slashes too. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
