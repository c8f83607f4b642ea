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
 * The KSeF certificates of the signed-in subject, in any context. Applications and revocations need a sign-in by signature;
 * after a sign-in with a KSeF token they are refused.
 */
public interface CertificateApi {

    /** Requests how many more certificates there may be. */
    @Operation(
            value = "GET /certificates/limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    CertificateLimits limits();

    /** Requests the subject that an application must have. Errors: 25001 not after a sign-in of this kind. */
    @Operation(
            value = "GET /certificates/enrollments/data",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    CertificateEnrollmentData enrollmentData();

    /**
     * Applies for a certificate. Each application counts against the limits. Errors: 25002 not after a sign-in of this kind,
     * 25003 another subject, 25004 unreadable or wrongly signed, 25006 too many applications, 25007 too many certificates,
     * 25010 key, 25011 signature algorithm.
     */
    @Operation(
            value = "POST /certificates/enrollments",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    EnrollmentAccepted enrol(EnrollCertificate request);

    /** Requests the status of an application. Errors: 25005 no such application; 410 after 30 days. */
    @Operation(
            value = "GET /certificates/enrollments/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EnrollmentStatus enrollment(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);

    /** Requests certificates by their serial numbers. */
    @Operation(
            value = "POST /certificates/retrieve",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    RetrievedCertificates retrieve(RetrieveCertificates request);

    /**
     * Revokes a certificate of the caller, or of the NIP or PESEL that belongs to the caller. A repeated call is answered with
     * 25009. Errors: 25008 no such certificate, 25009 revoked already, blocked or not valid.
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

    /** Requests one page of certificate metadata, the latest applications first. */
    @Operation(
            value = "POST /certificates/query",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    CertificatesPage query(CertificateQuery query, @QueryParameters CertificatePageRequest page);
}
