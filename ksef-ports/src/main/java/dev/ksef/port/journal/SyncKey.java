package dev.ksef.port.journal;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.invoice.SubjectType;
import java.util.Objects;

/**
 * One chain of synchronisation: the invoices on which a context has one part. KSeF's high-water marks count for each chain on its
 * own.
 *
 * @param environment the name of the environment
 * @param context whose invoices they are
 * @param subjectType which part the context has on them
 */
public record SyncKey(String environment, ContextIdentifier context, SubjectType subjectType) {

    public SyncKey {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(subjectType, "subjectType");
    }

    @Override
    public String toString() {
        return subjectType + " of " + context + " in " + environment;
    }
}
