package dev.ksef.model.grant;

import dev.ksef.model.subject.FingerprintIdentifier;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A grant of rights to act for the EU entity of the current context, by its administrator.
 *
 * <p>Source: schema {@code EuEntityPermissionsGrantRequest} of API 2.8.
 *
 * @param permissions each once
 * @param description 5 to 256 characters
 */
public record GrantEuEntityPermissions(
        FingerprintIdentifier subjectIdentifier,
        List<EuEntityPermissionType> permissions,
        String description,
        EuSubjectDetails subjectDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: no right or one twice, a description that is too short or
     *     too long
     */
    public GrantEuEntityPermissions {
        Objects.requireNonNull(subjectIdentifier, "subjectIdentifier");
        permissions = GrantRules.rights(permissions);
        GrantRules.description(description);
        Objects.requireNonNull(subjectDetails, "subjectDetails");
    }

    /**
     * Returns a grant.
     *
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantEuEntityPermissions of(
            FingerprintIdentifier subject,
            EuSubjectDetails details,
            Collection<EuEntityPermissionType> rights,
            String description) {
        return new GrantEuEntityPermissions(subject, List.copyOf(rights), description, details);
    }
}
