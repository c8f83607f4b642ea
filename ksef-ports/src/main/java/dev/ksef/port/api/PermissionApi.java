package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.grant.GrantAuthorization;
import dev.ksef.model.grant.GrantEntityPermissions;
import dev.ksef.model.grant.GrantEuEntityAdministration;
import dev.ksef.model.grant.GrantEuEntityPermissions;
import dev.ksef.model.grant.GrantIndirectPermissions;
import dev.ksef.model.grant.GrantPersonPermissions;
import dev.ksef.model.grant.GrantSubunitAdministration;
import dev.ksef.model.grant.PermissionOperationAccepted;
import dev.ksef.model.grant.PermissionOperationStatus;
import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.AuthorizationsPage;
import dev.ksef.model.permission.EntityPermissionQuery;
import dev.ksef.model.permission.EntityPermissionsPage;
import dev.ksef.model.permission.EntityRolesPage;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.EuEntityPermissionsPage;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PermissionPageRequest;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonPermissionsPage;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionsPage;
import dev.ksef.model.permission.SubordinateEntityQuery;
import dev.ksef.model.permission.SubordinateEntityRolesPage;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.model.permission.SubunitPermissionsPage;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;

/**
 * Rights and consents of a context. A grant or a revocation is only received at first: its status tells what became of it.
 */
public interface PermissionApi {

    /** Grants rights to work in the current context. Needs CredentialsManage. Errors: 21405 invalid request. */
    @Operation(
            value = "POST /permissions/persons/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantPerson(GrantPersonPermissions request);

    /**
     * Grants rights to handle invoices of the current context to another entity. Needs CredentialsManage. Errors: 21405 invalid
     * request.
     */
    @Operation(
            value = "POST /permissions/entities/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantEntity(GrantEntityPermissions request);

    /**
     * Authorizes another entity to act in the name of the current context. Needs CredentialsManage. Errors: 21405 invalid
     * request.
     */
    @Operation(
            value = "POST /permissions/authorizations/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantAuthorization(GrantAuthorization request);

    /**
     * Grants rights to handle invoices of clients of the current context. Needs CredentialsManage. Errors: 21405 invalid request.
     */
    @Operation(
            value = "POST /permissions/indirect/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantIndirectly(GrantIndirectPermissions request);

    /** Appoints an administrator of a subordinate unit. Needs SubunitManage. Errors: 21405 invalid request. */
    @Operation(
            value = "POST /permissions/subunits/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantSubunitAdministration(GrantSubunitAdministration request);

    /** Appoints an administrator of an EU entity. Needs CredentialsManage. Errors: 21405 invalid request. */
    @Operation(
            value = "POST /permissions/eu-entities/administration/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantEuEntityAdministration(GrantEuEntityAdministration request);

    /**
     * Grants rights to act for the EU entity of the current context. Needs VatUeManage. Errors: 21405 invalid request.
     */
    @Operation(
            value = "POST /permissions/eu-entities/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted grantEuEntity(GrantEuEntityPermissions request);

    /**
     * Revokes a right that is no authorization. Needs CredentialsManage, VatUeManage or SubunitManage. Errors: 21405 invalid
     * request.
     */
    @Operation(
            value = "DELETE /permissions/common/grants/{permissionId}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted revoke(@PathParameter("permissionId") PermissionId permissionId);

    /** Revokes an authorization. Needs CredentialsManage. Errors: 21405 invalid request. */
    @Operation(
            value = "DELETE /permissions/authorizations/grants/{permissionId}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    PermissionOperationAccepted revokeAuthorization(@PathParameter("permissionId") PermissionId permissionId);

    /** Requests the status of a grant or a revocation. Errors: 410 after 30 days. */
    @Operation(
            value = "GET /permissions/operations/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    PermissionOperationStatus operation(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);

    /** Requests whether the context may send invoices with attachments. Needs CredentialsManage or CredentialsRead. */
    @Operation(
            value = "GET /permissions/attachments/status",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    AttachmentPermission attachmentPermission();

    /** Requests one page of rights of the signed-in subject, the latest first. Needs no right. */
    @Operation(
            value = "POST /permissions/query/personal/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    PersonalPermissionsPage query(PersonalPermissionQuery query, @QueryParameters PermissionPageRequest page);

    /**
     * Requests one page of rights of persons, the latest first. Needs CredentialsManage, CredentialsRead or SubunitManage.
     */
    @Operation(
            value = "POST /permissions/query/persons/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    PersonPermissionsPage query(PersonPermissionQuery query, @QueryParameters PermissionPageRequest page);

    /**
     * Requests one page of rights of administrators of subordinate units, the latest first. Needs CredentialsManage,
     * CredentialsRead or SubunitManage.
     */
    @Operation(
            value = "POST /permissions/query/subunits/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    SubunitPermissionsPage query(SubunitPermissionQuery query, @QueryParameters PermissionPageRequest page);

    /**
     * Requests one page of rights that other entities granted to this context, the latest first. Needs CredentialsManage or
     * CredentialsRead.
     */
    @Operation(
            value = "POST /permissions/query/entities/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EntityPermissionsPage query(EntityPermissionQuery query, @QueryParameters PermissionPageRequest page);

    /** Requests one page of roles of this context, the latest first. Needs CredentialsManage or CredentialsRead. */
    @Operation(
            value = "GET /permissions/query/entities/roles",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EntityRolesPage roles(@QueryParameters PermissionPageRequest page);

    /**
     * Requests one page of entities that are subordinate to this context, the latest first. Needs CredentialsManage,
     * CredentialsRead or SubunitManage.
     */
    @Operation(
            value = "POST /permissions/query/subordinate-entities/roles",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    SubordinateEntityRolesPage query(SubordinateEntityQuery query, @QueryParameters PermissionPageRequest page);

    /**
     * Requests one page of authorizations, the latest first. Needs CredentialsManage, CredentialsRead or PefInvoiceWrite.
     */
    @Operation(
            value = "POST /permissions/query/authorizations/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    AuthorizationsPage query(AuthorizationQuery query, @QueryParameters PermissionPageRequest page);

    /**
     * Requests one page of rights for EU entities, the latest first. Needs CredentialsManage, CredentialsRead or VatUeManage.
     */
    @Operation(
            value = "POST /permissions/query/eu-entities/grants",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    EuEntityPermissionsPage query(EuEntityPermissionQuery query, @QueryParameters PermissionPageRequest page);
}
