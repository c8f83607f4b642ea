package dev.ksef.model.error;

import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if KSeF answers with 403: the caller is signed in, but not allowed to do this. */
public final class KsefForbiddenException extends KsefApiException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String reasonCode;
    private final List<String> requiredAnyOf;
    private final List<String> present;

    public KsefForbiddenException(
            Answer answer, @Nullable String reasonCode, List<String> requiredAnyOf, List<String> present) {
        super(
                answer,
                requiredAnyOf.isEmpty()
                        ? ""
                        : "; one of the permissions " + requiredAnyOf + " is needed, present are " + present);
        this.reasonCode = reasonCode;
        this.requiredAnyOf = ReceivedCollections.list(requiredAnyOf);
        this.present = ReceivedCollections.list(present);
    }

    /** Returns the reason, for example {@code missing-permissions} or {@code ip-not-allowed}. KSeF may add others. */
    public Optional<String> reasonCode() {
        return Optional.ofNullable(reasonCode);
    }

    /** Returns the permissions of which one is needed; empty if KSeF did not name them. */
    public List<String> requiredAnyOf() {
        return requiredAnyOf;
    }

    /** Returns the permissions that the caller has; empty if KSeF did not name them. */
    public List<String> present() {
        return present;
    }
}
