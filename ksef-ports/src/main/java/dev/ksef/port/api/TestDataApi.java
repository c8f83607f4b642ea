package dev.ksef.port.api;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.limit.SetRateLimitsRequest;
import dev.ksef.model.testdata.AllowAttachments;
import dev.ksef.model.testdata.ContextSignIns;
import dev.ksef.model.testdata.CreatePerson;
import dev.ksef.model.testdata.CreateSubject;
import dev.ksef.model.testdata.GrantTestPermissions;
import dev.ksef.model.testdata.RemovePerson;
import dev.ksef.model.testdata.RemoveSubject;
import dev.ksef.model.testdata.RevokeAttachments;
import dev.ksef.model.testdata.RevokeTestPermissions;
import dev.ksef.model.testdata.SetSessionLimits;
import dev.ksef.model.testdata.SetSubjectLimits;
import dev.ksef.model.testdata.UpdateCertificate;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/**
 * Operations that change the data of TEST. Other environments do not have them. Some act for the context and the subject that
 * is signed in; the others are public.
 */
public interface TestDataApi {

    /** Makes a subject, with its subunits. Errors: 30001 it exists. */
    @Operation(
            value = "POST /testdata/subject",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.ONCE,
            success = 200)
    void createSubject(CreateSubject request);

    /** Removes a subject and its subunits. */
    @Operation(
            value = "POST /testdata/subject/remove",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void removeSubject(RemoveSubject request);

    /** Makes a person, who owns the taxpayer with that NIP. Errors: 30001 the person exists. */
    @Operation(
            value = "POST /testdata/person",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.ONCE,
            success = 200)
    void createPerson(CreatePerson request);

    /** Removes a person and all rights of that person. */
    @Operation(
            value = "POST /testdata/person/remove",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void removePerson(RemovePerson request);

    /** Gives rights in the context of a taxpayer. */
    @Operation(
            value = "POST /testdata/permissions",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.ONCE,
            success = 200)
    void grantPermissions(GrantTestPermissions request);

    /** Takes away the rights that somebody has in the context of a taxpayer. */
    @Operation(
            value = "POST /testdata/permissions/revoke",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void revokePermissions(RevokeTestPermissions request);

    /** Lets a taxpayer send invoices with attachments. */
    @Operation(
            value = "POST /testdata/attachment",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void allowAttachments(AllowAttachments request);

    /** Lets a taxpayer send no invoices with attachments any more. */
    @Operation(
            value = "POST /testdata/attachment/revoke",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.PUBLIC,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void revokeAttachments(RevokeAttachments request);

    /** Blocks sign-ins to a context: they end with status 480. */
    @Operation(
            value = "POST /testdata/context/block",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void blockContext(ContextSignIns request);

    /** Admits sign-ins to a context again. */
    @Operation(
            value = "POST /testdata/context/unblock",
            bearer = BearerKind.NONE,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void unblockContext(ContextSignIns request);

    /** Sets the limits of sessions and collective identifiers of this context. Errors: 21405 out of bounds. */
    @Operation(
            value = "POST /testdata/limits/context/session",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setSessionLimits(SetSessionLimits request);

    /** Gives this context the usual limits of sessions and collective identifiers again. */
    @Operation(
            value = "DELETE /testdata/limits/context/session",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void resetSessionLimits();

    /** Sets the limits of certificates of the signed-in subject. */
    @Operation(
            value = "POST /testdata/limits/subject/certificate",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setSubjectLimits(SetSubjectLimits request);

    /** Gives the signed-in subject the usual limits of certificates again. */
    @Operation(
            value = "DELETE /testdata/limits/subject/certificate",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void resetSubjectLimits();

    /**
     * Sets the rate limits of this context. Errors: 21405 a limit is below 1, or (as in April 2026) above ten times that of
     * PRODUCTION.
     */
    @Operation(
            value = "POST /testdata/rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setRateLimits(SetRateLimitsRequest request);

    /** Gives this context the usual rate limits of TEST again. */
    @Operation(
            value = "DELETE /testdata/rate-limits",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void resetRateLimits();

    /** Gives this context the rate limits of PRODUCTION. */
    @Operation(
            value = "POST /testdata/rate-limits/production",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200)
    void setProductionRateLimits();

    /** Ends a certificate of the signed-in subject earlier. Errors: 25008 no such certificate, 21405 not earlier. */
    @Operation(
            value = "PUT /testdata/certificates/{serialNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 200,
            since = "2.7.0")
    void updateCertificate(
            @PathParameter("serialNumber") CertificateSerialNumber serialNumber, UpdateCertificate request);
}
