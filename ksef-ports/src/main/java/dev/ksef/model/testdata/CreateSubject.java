package dev.ksef.model.testdata;

import dev.ksef.model.Nip;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to TEST to make a subject. Source: {@code SubjectCreateRequest} of API 2.8.
 *
 * @param subunits members of a VAT group, or units of a local government unit
 * @param description 5 to 256 characters
 * @param createdDate since when it exists. Whoever makes a subject anew must name a later date than before
 */
public record CreateSubject(
        Nip subjectNip,
        TestSubjectType subjectType,
        @Nullable List<Subunit> subunits,
        String description,
        @Nullable OffsetDateTime createdDate) {

    /**
     * @throws IllegalArgumentException if the NIP is not valid, the description has not 5 to 256 characters, or the subject
     *     cannot have subunits
     */
    public CreateSubject {
        Nip.of(subjectNip.value());
        Objects.requireNonNull(subjectType, "subjectType");
        subunits = subunits == null ? null : List.copyOf(subunits);
        TestDescription.require(description, "a subject");
        if (subjectType == TestSubjectType.ENFORCEMENT_AUTHORITY && subunits != null && !subunits.isEmpty()) {
            throw new IllegalArgumentException("VAT groups and local government units have subunits, and no others");
        }
    }

    /**
     * Returns a request for a subject without subunits.
     *
     * @throws IllegalArgumentException if the NIP is not valid, or the description has not 5 to 256 characters
     */
    public static CreateSubject of(Nip nip, TestSubjectType type, String description) {
        return new CreateSubject(nip, type, null, description, null);
    }

    /**
     * Returns a copy with these subunits.
     *
     * @throws IllegalArgumentException if it is an enforcement authority, which has none
     */
    public CreateSubject with(Subunit... units) {
        return new CreateSubject(subjectNip, subjectType, List.of(units), description, createdDate);
    }

    /** Returns a copy for a subject that exists since then. */
    public CreateSubject since(OffsetDateTime moment) {
        return new CreateSubject(subjectNip, subjectType, subunits, description, moment);
    }

    /** A subject that belongs to another one. */
    public record Subunit(Nip subjectNip, String description) {

        /**
         * @throws IllegalArgumentException if the NIP is not valid, or the description has not 5 to 256 characters
         */
        public Subunit {
            Nip.of(subjectNip.value());
            TestDescription.require(description, "a subunit");
        }

        /**
         * Returns a subunit.
         *
         * @throws IllegalArgumentException if the NIP is not valid, or the description has not 5 to 256 characters
         */
        public static Subunit of(Nip nip, String description) {
            return new Subunit(nip, description);
        }
    }
}
