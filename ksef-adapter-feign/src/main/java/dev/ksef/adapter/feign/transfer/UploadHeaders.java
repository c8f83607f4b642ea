package dev.ksef.adapter.feign.transfer;

import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers of an upload: those that KSeF gave, without those that an HTTP engine writes by itself. */
final class UploadHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    /** They speak of the connection, which is the engine's matter, and some engines refuse them. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    private UploadHeaders() {}

    /**
     * Returns the headers to send.
     *
     * @throws KsefTransportException if one of them cannot be sent, or contradicts what must be sent; the message quotes no
     *     value
     */
    static Map<String, Collection<String>> of(String name, PartUploadRequest request, long sizeBytes) {
        Map<String, Collection<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((header, value) -> {
            if (!NAME.matcher(header).matches() || !VALUE.matcher(value).matches()) {
                throw refused(name, "one of its headers cannot be sent");
            }
            switch (header.toLowerCase(Locale.ROOT)) {
                case "content-length" ->
                    check(value.strip().equals(Long.toString(sizeBytes)), name, "its length is not what KSeF asks for");
                case "host" ->
                    check(
                            value.strip()
                                    .equalsIgnoreCase(request.url().address().getRawAuthority()),
                            name,
                            "KSeF asks for another host than that of its link");
                default -> {
                    if (!OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT))) {
                        headers.put(header, List.of(value));
                    }
                }
            }
        });
        return headers;
    }

    private static void check(boolean agrees, String name, String problem) {
        if (!agrees) {
            throw refused(name, problem);
        }
    }

    private static KsefTransportException refused(String name, String problem) {
        return new KsefTransportException(name + " was not sent: " + problem, Delivery.NOT_SENT, null);
    }
}
