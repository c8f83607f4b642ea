package dev.ksef.model.testdata;

import dev.ksef.model.ContextIdentifier;
import java.util.Objects;

/** A request to TEST to block sign-ins to a context, or to admit them again. */
public record ContextSignIns(ContextIdentifier contextIdentifier) {

    public ContextSignIns {
        Objects.requireNonNull(contextIdentifier, "contextIdentifier");
    }

    /** Returns a request for the sign-ins to this context. */
    public static ContextSignIns to(ContextIdentifier context) {
        return new ContextSignIns(context);
    }
}
