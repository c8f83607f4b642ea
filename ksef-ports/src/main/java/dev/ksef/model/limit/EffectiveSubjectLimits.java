package dev.ksef.model.limit;

import org.jspecify.annotations.Nullable;

/** The limits of certificates of the signed-in subject. Source: {@code EffectiveSubjectLimits} of API 2.7.0. */
public record EffectiveSubjectLimits(
        @Nullable EnrollmentLimits enrollment, @Nullable CertificateLimits certificate) {

    /**
     * The limits of applications.
     *
     * @param maxEnrollments in all
     */
    public record EnrollmentLimits(@Nullable Integer maxEnrollments) {}

    /**
     * The limits of certificates.
     *
     * @param maxCertificates active at a time
     */
    public record CertificateLimits(@Nullable Integer maxCertificates) {}
}
