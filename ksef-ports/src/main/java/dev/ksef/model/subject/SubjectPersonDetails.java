package dev.ksef.model.subject;

import dev.ksef.model.OpenEnum;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person who has a right, as described when it was granted. Personal data.
 *
 * @param personIdentifier for {@link PersonDetailsType#PERSON_BY_FINGERPRINT_WITH_IDENTIFIER}
 * @param birthDate for {@link PersonDetailsType#PERSON_BY_FINGERPRINT_WITHOUT_IDENTIFIER}
 * @param idDocument as {@code birthDate}
 */
public record SubjectPersonDetails(
        @Nullable OpenEnum<PersonDetailsType> subjectDetailsType,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable PersonIdentifier personIdentifier,
        @Nullable LocalDate birthDate,
        @Nullable IdDocument idDocument) {

    /** Does not show the person. */
    @Override
    public String toString() {
        return "SubjectPersonDetails[" + subjectDetailsType + "]";
    }
}
