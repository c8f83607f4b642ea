package dev.ksef.model;

import dev.ksef.model.internal.ReceivedCollections;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far KSeF is with something. The same number means different things for a session, an invoice and a sign-in.
 *
 * @param code 100 to 199: on its way; 200: done; from 400: failed for good
 * @param description in Polish
 * @param details more about a failure, in Polish; never decide by their text
 * @param extensions for invoices only, for example the original's numbers of a duplicate (440)
 */
public record StatusInfo(
        Integer code, @Nullable String description, List<String> details, Map<String, String> extensions)
        implements Serializable {

    /** Stands where KSeF sent a status that cannot be read: neither success nor failure. */
    public static final StatusInfo UNREADABLE = new StatusInfo(0, "unreadable", List.of(), Map.of());

    public StatusInfo {
        Objects.requireNonNull(code, "code");
        details = ReceivedCollections.list(details);
        extensions = ReceivedCollections.map(extensions);
    }

    /** Tells whether KSeF finished with success. */
    public boolean isSuccess() {
        return code == 200;
    }

    /** Tells whether KSeF gave up: waiting longer changes nothing. */
    public boolean isFailure() {
        return code >= 400;
    }

    /** Code, description and details in one line, for messages. */
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
