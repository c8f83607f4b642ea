package dev.ksef.model;

import dev.ksef.model.internal.ReceivedCollections;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A status in KSeF. The same code means different things for a session, an invoice and a sign-in.
 *
 * @param code 100 to 199: in progress; 200: done; from 400: failed for good
 * @param description in Polish
 * @param details more about a failure, in Polish; do not make decisions by their text
 * @param extensions for invoices only, for example the numbers of the original of a duplicate (440)
 */
public record StatusInfo(
        Integer code, @Nullable String description, List<String> details, Map<String, String> extensions)
        implements Serializable {

    /** Stands for a status from KSeF that cannot be read. It is neither success nor failure. */
    public static final StatusInfo UNREADABLE = new StatusInfo(0, "unreadable", List.of(), Map.of());

    public StatusInfo {
        Objects.requireNonNull(code, "code");
        details = ReceivedCollections.list(details);
        extensions = ReceivedCollections.map(extensions);
    }

    /** Tells whether KSeF finished successfully. */
    public boolean isSuccess() {
        return code == 200;
    }

    /** Tells whether it failed for good, so that waiting longer changes nothing. */
    public boolean isFailure() {
        return code >= 400;
    }

    /** Returns code, description and details in one line, for messages. */
    public String summary() {
        var text = new StringBuilder(code.toString());
        if (description != null) {
            text.append(' ').append(description);
        }
        return details.isEmpty()
                ? text.toString()
                : text.append(": ").append(String.join("; ", details)).toString();
    }
}
