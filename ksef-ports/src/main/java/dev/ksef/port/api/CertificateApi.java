package dev.ksef.port.api;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.certificate.CertificatePageRequest;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificatesPage;
import dev.ksef.model.certificate.EnrollCertificate;
import dev.ksef.model.certificate.EnrollmentAccepted;
import dev.ksef.model.certificate.EnrollmentStatus;
import dev.ksef.model.certificate.RetrieveCertificates;
import dev.ksef.model.certificate.RetrievedCertificates;
import dev.ksef.model.certificate.RevokeCertificate;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/**
 * The KSeF certificates of whoever is signed in, whatever the context. Applying and revoking take a sign-in by signature:
 * after one with a KSeF token they are refused.
 */
public interface CertificateApi {

    /** How many more there may be. */
    @Operation(
            value = "GET /certificates/limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    CertificateLimits limits();

    /** What the subject of an application must be. 25001 not after a sign-in of this kind. */
    @Operation(
            value = "GET /certificates/enrollments/data",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    CertificateEnrollmentData enrollmentData();

    /**
     * Applies for a certificate; each application counts. 25002 not after a sign-in of this kind, 25003 another subject,
     * 25004 unreadable or wrongly signed, 25006 too many applications, 25007 too many certificates, 25010 key, 25011
     * signature algorithm.
     */
    @Operation(
            value = "POST /certificates/enrollments",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    EnrollmentAccepted enrol(EnrollCertificate request);

    /** How far an application is. 25005 no such application; 410 after 30 days. */
    @Operation(
            value = "GET /certificates/enrollments/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EnrollmentStatus enrollment(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);

    /** Certificates by their serial numbers. */
    @Operation(
            value = "POST /certificates/retrieve",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    RetrievedCertificates retrieve(RetrieveCertificates request);

    /**
     * Revokes a certificate of one's own, or of the NIP or PESEL that belongs to one's own. Done again it is answered with
     * 25009. 25008 no such certificate, 25009 revoked already, blocked or not valid.
     */
    @Operation(
            value = "POST /certificates/{certificateSerialNumber}/revoke",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 204)
    void revoke(
            @PathParameter("certificateSerialNumber") CertificateSerialNumber certificateSerialNumber,
            RevokeCertificate request);

    /** One page of what is known of certificates, those applied for last first. */
    @Operation(
            value = "POST /certificates/query",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    CertificatesPage query(CertificateQuery query, @QueryParameters CertificatePageRequest page);
}
