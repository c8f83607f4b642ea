package dev.ksef.model.grant;

import dev.ksef.model.subject.PersonDetailsType;
import dev.ksef.model.subject.SubjectIdentifier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The person that rights are granted to: exactly the details that the type demands.
 *
 * <p>Source: schema {@code PersonPermissionSubjectDetails} of API 2.8.
 *
 * @param personById for {@link PersonDetailsType#PERSON_BY_IDENTIFIER}
 * @param personByFpWithId for {@link PersonDetailsType#PERSON_BY_FINGERPRINT_WITH_IDENTIFIER}
 * @param personByFpNoId for {@link PersonDetailsType#PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER}
 */
public record PersonSubjectDetails(
        PersonDetailsType subjectDetailsType,
        @Nullable PersonDetails personById,
        @Nullable PersonWithIdentifier personByFpWithId,
        @Nullable PersonWithDocument personByFpNoId) {

    /**
     * @throws IllegalArgumentException if there are other details than the type demands
     */
    public PersonSubjectDetails {
        Objects.requireNonNull(subjectDetailsType, "subjectDetailsType");
        if (subjectDetailsType == PersonDetailsType.PERSON_BY_IDENTIFIER != (personById != null)
                || subjectDetailsType
                        == PersonDetailsType.PERSON_BY_FINGERPRINT_WITH_IDENTIFIER
                        != (personByFpWithId != null)
                || subjectDetailsType
                        == PersonDetailsType.PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER
                        != (personByFpNoId != null)) {
            throw new IllegalArgumentException(
                    "The type " + subjectDetailsType.value() + " demands its own details of the person, and no others");
        }
    }

    /** Returns a person whom KSeF knows by the NIP or PESEL of their sign-in. */
    public static PersonSubjectDetails of(PersonDetails person) {
        return new PersonSubjectDetails(PersonDetailsType.PERSON_BY_IDENTIFIER, person, null, null);
    }

    /** Returns a person whom KSeF knows by the fingerprint of their certificate, and who has a NIP or PESEL. */
    public static PersonSubjectDetails of(PersonWithIdentifier person) {
        return new PersonSubjectDetails(PersonDetailsType.PERSON_BY_FINGERPRINT_WITH_IDENTIFIER, null, person, null);
    }

    /** Returns a person whom KSeF knows by the fingerprint of their certificate, and who has neither NIP nor PESEL. */
    public static PersonSubjectDetails of(PersonWithDocument person) {
        return new PersonSubjectDetails(PersonDetailsType.PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER, null, null, person);
    }

    /** A person who is known by a fingerprint is described in another way than one who is known by a number. */
    void requireFits(SubjectIdentifier subject) {
        boolean byFingerprint = subject.type().is(SubjectIdentifier.Type.FINGERPRINT);
        if (byFingerprint == (subjectDetailsType == PersonDetailsType.PERSON_BY_IDENTIFIER)) {
            throw new IllegalArgumentException(
                    byFingerprint
                            ? "A person identified by the fingerprint of a certificate is described by a NIP or PESEL, or by"
                                    + " date of birth and identity document, not by the name alone"
                            : "A person identified by NIP or PESEL is described by the name alone: "
                                    + subjectDetailsType.value() + " is for a fingerprint");
        }
    }
}
