package dev.ksef.model.batch;

import dev.ksef.model.internal.ReceivedCollections;
import dev.ksef.model.link.SignedLink;
import java.util.Map;
import java.util.Objects;

/**
 * How one part of a package is uploaded: exactly with this method, to this address, with these headers, and without a bearer.
 *
 * @param ordinalNumber of the part, from 1
 * @param method of HTTP, such as {@code PUT}
 * @param url never log it
 * @param headers may hold secrets, too
 */
public record PartUploadRequest(Integer ordinalNumber, String method, SignedLink url, Map<String, String> headers) {

    public PartUploadRequest {
        Objects.requireNonNull(ordinalNumber, "ordinalNumber");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        // KSeF may send a header without a value: it is left out.
        headers = ReceivedCollections.map(headers);
    }

    /** Shows neither the address nor the headers' values. */
    @Override
    public String toString() {
        return "PartUploadRequest[" + ordinalNumber + ", " + method + ", headers " + headers.keySet() + "]";
    }
}
