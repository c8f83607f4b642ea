package dev.ksef.model.grant;

import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import java.util.Objects;

/**
 * A grant of one authorization, by which another entity acts in the name of the current context.
 *
 * <p>Source: schema {@code EntityAuthorizationPermissionsGrantRequest} of API 2.8.
 *
 * @param description 5 to 256 characters
 */
public record GrantAuthorization(
        AuthorizedEntityIdentifier subjectIdentifier,
        AuthorizationType permission,
        String description,
        EntityDetails subjectDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: a description that is too short or too long
     */
    public GrantAuthorization {
        TypedIdentifier.sendable(subjectIdentifier, "identifier of the authorized entity");
        Objects.requireNonNull(permission, "permission");
        GrantRules.description(description);
        Objects.requireNonNull(subjectDetails, "subjectDetails");
    }

    /**
     * Returns a grant.
     *
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantAuthorization of(
            AuthorizedEntityIdentifier subject,
            EntityDetails details,
            AuthorizationType authorization,
            String description) {
        return new GrantAuthorization(subject, authorization, description, details);
    }
}
