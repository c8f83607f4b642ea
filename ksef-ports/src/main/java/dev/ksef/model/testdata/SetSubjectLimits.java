package dev.ksef.model.testdata;

import org.jspecify.annotations.Nullable;

/**
 * A request to TEST to set other limits of certificates for the signed-in subject. Source: {@code SetSubjectLimitsRequest} of
 * API 2.8.
 *
 * @param subjectIdentifierType null for the one that is signed in
 */
public record SetSubjectLimits(
        @Nullable TestSubjectIdentifierType subjectIdentifierType,
        @Nullable Enrollments enrollment,
        @Nullable Certificates certificate) {

    /**
     * Returns a request for these limits.
     *
     * @param enrollments applications in all, 0 or more
     * @param certificates active at a time, 0 or more
     * @throws IllegalArgumentException if one is negative
     */
    public static SetSubjectLimits of(int enrollments, int certificates) {
        return new SetSubjectLimits(null, new Enrollments(enrollments), new Certificates(certificates));
    }

    /** Returns a copy for the identifier of this kind. */
    public SetSubjectLimits forIdentifier(TestSubjectIdentifierType type) {
        return new SetSubjectLimits(type, enrollment, certificate);
    }

    /** The limit of applications. */
    public record Enrollments(int maxEnrollments) {

        /**
         * @throws IllegalArgumentException if it is negative
         */
        public Enrollments {
            requireCount(maxEnrollments, "maxEnrollments");
        }
    }

    /** The limit of certificates. */
    public record Certificates(int maxCertificates) {

        /**
         * @throws IllegalArgumentException if it is negative
         */
        public Certificates {
            requireCount(maxCertificates, "maxCertificates");
        }
    }

    private static void requireCount(int count, String name) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, not " + count);
        }
    }
}
