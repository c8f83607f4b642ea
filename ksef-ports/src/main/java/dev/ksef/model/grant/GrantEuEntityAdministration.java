package dev.ksef.model.grant;

import dev.ksef.model.subject.EuEntityContextIdentifier;
import dev.ksef.model.subject.EuEntityDetails;
import dev.ksef.model.subject.FingerprintIdentifier;
import java.util.Objects;

/**
 * A grant of the right to administer an EU entity that issues invoices of the current context (self-invoicing): VatUeManage,
 * InvoiceWrite, InvoiceRead and Introspection. It creates the context of the entity.
 *
 * <p>Source: schema {@code EuEntityAdministrationPermissionsGrantRequest} of API 2.8.
 *
 * @param description 5 to 256 characters
 * @param euEntityName name and address, joined by a comma and a blank: 5 to 256 characters in all
 */
public record GrantEuEntityAdministration(
        FingerprintIdentifier subjectIdentifier,
        EuEntityContextIdentifier contextIdentifier,
        String description,
        String euEntityName,
        EuSubjectDetails subjectDetails,
        EuEntityDetails euEntityDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: a description that is too short or too long, an entity
     *     whose name and address are too long together
     */
    public GrantEuEntityAdministration {
        Objects.requireNonNull(subjectIdentifier, "subjectIdentifier");
        Objects.requireNonNull(contextIdentifier, "contextIdentifier");
        GrantRules.description(description);
        GrantRules.name(euEntityName, "Name and address of an EU entity, joined by a comma and a blank,");
        Objects.requireNonNull(subjectDetails, "subjectDetails");
        euEntityDetails = euEntityDetails.sendable();
    }

    /**
     * Returns a grant. Name and address of the entity are joined, as KSeF demands.
     *
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantEuEntityAdministration of(
            FingerprintIdentifier subject,
            EuSubjectDetails details,
            EuEntityContextIdentifier context,
            EuEntityDetails entity,
            String description) {
        String name = entity.fullName() + ", " + entity.address();
        return new GrantEuEntityAdministration(subject, context, description, name, details, entity);
    }
}
