package dev.ksef.model.testdata;

import dev.ksef.model.ContextIdentifier;

/** A request to TEST to block sign-ins to a context, or to admit them again. */
public record ContextSignIns(ContextIdentifier contextIdentifier) {

    /**
     * @throws IllegalArgumentException if the identifier does not have the form of its kind
     */
    public ContextSignIns {
        contextIdentifier.type().of(contextIdentifier.value());
    }

    /**
     * Returns a request for the sign-ins to this context.
     *
     * @throws IllegalArgumentException if the identifier does not have the form of its kind
     */
    public static ContextSignIns to(ContextIdentifier context) {
        return new ContextSignIns(context);
    }
}
