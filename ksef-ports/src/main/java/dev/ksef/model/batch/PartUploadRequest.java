package dev.ksef.model.batch;

import dev.ksef.model.link.SignedLink;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one part of a package is uploaded: exactly with this method, to this address, with these headers, and without a bearer.
 *
 * @param ordinalNumber of the part, from 1
 * @param method of HTTP, such as {@code PUT}
 * @param url never log it
 * @param headers may hold secrets, too
 */
public record PartUploadRequest(int ordinalNumber, String method, SignedLink url, Map<String, String> headers) {

    public PartUploadRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        headers = withValues(headers);
    }

    /** KSeF may send a header without a value: it is left out. */
    private static Map<String, String> withValues(@Nullable Map<String, String> sent) {
        Map<String, String> kept = new HashMap<>(sent == null ? Map.of() : sent);
        kept.values().removeIf(Objects::isNull);
        return Map.copyOf(kept);
    }

    /** Shows neither the address nor the headers' values. */
    @Override
    public String toString() {
        return "PartUploadRequest[" + ordinalNumber + ", " + method + ", headers " + headers.keySet() + "]";
    }
}
