package dev.ksef.model.grant;

import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import java.util.Collection;
import java.util.List;

/**
 * A grant of rights to work in the current context.
 *
 * <p>Source: schema {@code PersonPermissionsGrantRequest} of API 2.8.
 *
 * @param permissions each once
 * @param description 5 to 256 characters
 */
public record GrantPersonPermissions(
        SubjectIdentifier subjectIdentifier,
        List<PersonPermissionType> permissions,
        String description,
        PersonSubjectDetails subjectDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: details that do not fit the identifier, no right or one
     *     twice, a description that is too short or too long
     */
    public GrantPersonPermissions {
        TypedIdentifier.sendable(subjectIdentifier, "identifier of the subject");
        permissions = GrantRules.rights(permissions);
        GrantRules.description(description);
        subjectDetails.requireFits(subjectIdentifier);
    }

    /**
     * Returns a grant.
     *
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantPersonPermissions of(
            SubjectIdentifier subject,
            PersonSubjectDetails details,
            Collection<PersonPermissionType> rights,
            String description) {
        return new GrantPersonPermissions(subject, List.copyOf(rights), description, details);
    }
}
