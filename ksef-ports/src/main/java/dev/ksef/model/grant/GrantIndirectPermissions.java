package dev.ksef.model.grant;

import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import java.util.Collection;
import java.util.List;

/**
 * A grant of rights to handle invoices of clients of the current context. Selective rights, for one client, need a right that
 * the client granted to this context and that may be passed on.
 *
 * <p>Source: schema {@code IndirectPermissionsGrantRequest} of API 2.8.
 *
 * @param permissions each once
 * @param description 5 to 256 characters
 */
public record GrantIndirectPermissions(
        SubjectIdentifier subjectIdentifier,
        TargetIdentifier targetIdentifier,
        List<IndirectPermissionType> permissions,
        String description,
        PersonSubjectDetails subjectDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: details that do not fit the identifier, no right or one
     *     twice, a description that is too short or too long
     */
    public GrantIndirectPermissions {
        TypedIdentifier.sendable(subjectIdentifier, "identifier of the subject");
        TypedIdentifier.sendable(targetIdentifier, "identifier of the client");
        permissions = GrantRules.rights(permissions);
        GrantRules.description(description);
        subjectDetails.requireFits(subjectIdentifier);
    }

    /**
     * Returns a grant.
     *
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantIndirectPermissions of(
            SubjectIdentifier subject,
            PersonSubjectDetails details,
            TargetIdentifier target,
            Collection<IndirectPermissionType> rights,
            String description) {
        return new GrantIndirectPermissions(subject, target, List.copyOf(rights), description, details);
    }
}
