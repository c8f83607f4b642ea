package dev.ksef.port.journal;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.submission.SubmissionId;
import java.util.Objects;

/**
 * What a submission is kept by.
 *
 * @param environment the name of the environment
 * @param context whom it was made for
 */
public record SubmissionKey(String environment, ContextIdentifier context, SubmissionId id) {

    public SubmissionKey {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return id + " of " + context + " in " + environment;
    }
}
