package dev.ksef.domain.permission;

/**
 * Makes a grant of what the steps before have collected.
 *
 * @param <S> the identifier of the subject
 * @param <D> the details of the subject
 */
@FunctionalInterface
interface GrantForm<S, D> {

    PreparedGrant filled(S subject, D details, String description);

    /** The last step: all is known but the description. */
    default GrantDescription of(S subject, D details) {
        return new GrantDescription(description -> filled(subject, details, description));
    }
}
