package dev.ksef.model.grant;

import dev.ksef.model.InternalId;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A grant of the right to administer a subordinate unit (CredentialsManage). It creates the unit if its identifier is new.
 *
 * <p>Source: schema {@code SubunitPermissionsGrantRequest} of API 2.8.
 *
 * @param contextIdentifier the unit
 * @param description 5 to 256 characters
 * @param subunitName 5 to 256 characters; required for a unit with an internal identifier
 */
public record GrantSubunitAdministration(
        SubjectIdentifier subjectIdentifier,
        UnitIdentifier contextIdentifier,
        String description,
        @Nullable String subunitName,
        PersonSubjectDetails subjectDetails) {

    /**
     * @throws IllegalArgumentException if KSeF would not accept it: details that do not fit the identifier, an internal
     *     identifier without a name or with a wrong check digit, a name or description that is too short or too long
     */
    public GrantSubunitAdministration {
        TypedIdentifier.sendable(subjectIdentifier, "identifier of the subject");
        TypedIdentifier.sendable(contextIdentifier, "identifier of the unit");
        if (contextIdentifier.type().is(UnitIdentifier.Type.INTERNAL_ID)) {
            requireCheckDigit(new InternalId(contextIdentifier.value()));
            if (subunitName == null) {
                throw new IllegalArgumentException(
                        "A unit with an internal identifier needs a name of 5 to 256 characters");
            }
        }
        if (subunitName != null) {
            GrantRules.name(subunitName, "The name of a unit");
        }
        GrantRules.description(description);
        subjectDetails.requireFits(subjectIdentifier);
    }

    private static void requireCheckDigit(InternalId unit) {
        if (!unit.hasValidChecksum()) {
            throw new IllegalArgumentException("The last digit of the internal identifier " + unit
                    + " is not its check digit: see InternalId.hasValidChecksum");
        }
    }

    /**
     * Returns a grant.
     *
     * @param name null only for a subordinate taxpayer
     * @throws IllegalArgumentException if KSeF would not accept it
     */
    public static GrantSubunitAdministration of(
            SubjectIdentifier subject,
            PersonSubjectDetails details,
            UnitIdentifier unit,
            @Nullable String name,
            String description) {
        return new GrantSubunitAdministration(subject, unit, description, name, details);
    }
}
