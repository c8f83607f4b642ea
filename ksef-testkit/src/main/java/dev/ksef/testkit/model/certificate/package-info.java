/** Builders for tests: what KSeF tells of its own certificates. */
@NullUnmarked
@RecordBuilder.Include({
    CertificateEnrollmentData.class,
    CertificateLimits.class,
    CertificateLimits.Limit.class,
    CertificateMetadata.class,
    CertificateMetadata.SubjectIdentifier.class,
    CertificatesPage.class,
    EnrollmentAccepted.class,
    EnrollmentStatus.class,
    KsefCertificate.class,
    RetrievedCertificates.class
})
package dev.ksef.testkit.model.certificate;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificatesPage;
import dev.ksef.model.certificate.EnrollmentAccepted;
import dev.ksef.model.certificate.EnrollmentStatus;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.certificate.RetrievedCertificates;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
