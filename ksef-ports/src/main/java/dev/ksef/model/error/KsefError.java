package dev.ksef.model.error;

import dev.ksef.model.internal.ReceivedCollections;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error in an answer of KSeF.
 *
 * @param code an exception code such as 21405; what it means depends on the operation
 * @param description in Polish
 * @param details more text in Polish; do not make decisions by it
 */
public record KsefError(int code, @Nullable String description, List<String> details) implements Serializable {

    public KsefError {
        details = ReceivedCollections.list(details);
    }

    /** Returns code, description and details in one line. */
    public String summary() {
        String head = description == null ? String.valueOf(code) : code + " " + description;
        return details.isEmpty() ? head : head + ": " + String.join("; ", details);
    }
}
