package dev.ksef.domain.permission;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.OffsetPages;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.OffsetPage;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.grant.EntityPermission;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.grant.EuEntityPermissionType;
import dev.ksef.model.grant.GrantAuthorization;
import dev.ksef.model.grant.GrantEntityPermissions;
import dev.ksef.model.grant.GrantEuEntityPermissions;
import dev.ksef.model.grant.GrantIndirectPermissions;
import dev.ksef.model.grant.GrantPersonPermissions;
import dev.ksef.model.grant.IndirectPermissionType;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.model.permission.Authorization;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.AuthorizationsPage;
import dev.ksef.model.permission.EntityPermissionQuery;
import dev.ksef.model.permission.EntityPermissionsPage;
import dev.ksef.model.permission.EntityRole;
import dev.ksef.model.permission.EntityRolesPage;
import dev.ksef.model.permission.EuEntityPermission;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.EuEntityPermissionsPage;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PermissionPageRequest;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonPermissionsPage;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionsPage;
import dev.ksef.model.permission.ReceivedEntityPermission;
import dev.ksef.model.permission.SubordinateEntityQuery;
import dev.ksef.model.permission.SubordinateEntityRole;
import dev.ksef.model.permission.SubordinateEntityRolesPage;
import dev.ksef.model.permission.SubunitPermission;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.model.permission.SubunitPermissionsPage;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The rights in the current context: granting, revoking, listing. A grant begins with one of the seven verbs, and is completed
 * step by step; nothing is sent before {@link PreparedGrant#send} or {@link PreparedGrant#await}.
 *
 * <p>Which verb: {@link #grantPerson} for a person, and for an entity that works in this context like one; {@link
 * #grantEntity} for an entity that handles invoices of this context, such as an accounting office, and may pass its rights on;
 * {@link #grantAuthorization} for an entity that acts in the name of this one, for example by self-invoicing; {@link
 * #grantIndirect} for a person who handles invoices of clients of this context; {@link #grantSubunitAdministration}, {@link
 * #grantEuAdministration} and {@link #grantEuEntity} for subordinate units and EU entities.
 *
 * <p>Rights that have changed hold for a subject from its next sign-in or refresh on.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/uprawnienia.md">uprawnienia</a>; operations of {@link
 * PermissionApi}.
 */
public final class Permissions {

    private static final String REVOCATION = "Revocation of a right";
    private static final String LOOK_AT_GRANTED = "list the rights that you granted (PersonPermissionQuery.GRANTED)";
    private static final String LOOK_IN_CONTEXT = "list the rights in this context (PersonPermissionQuery.IN_CONTEXT)";
    private static final String LOOK_AT_AUTHORIZATIONS =
            "list the authorizations that were granted (AuthorizationQuery.GRANTED)";

    private final PermissionCalls calls;

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param time the local clock, by which it waits for KSeF
     */
    public Permissions(Transport transport, CallScope scope, Time time, KsefListener listener) {
        this.calls = new PermissionCalls(new BoundTransport(transport, scope), new StatusPolling(time, listener), time);
    }

    /** Begins a grant of rights to work in this context. EnforcementOperations is for enforcement authorities and bailiffs. */
    public PersonRecipient grantPerson(PersonPermissionType first, PersonPermissionType... more) {
        return grantPerson(all(first, more));
    }

    /** Begins a grant of rights to work in this context; the collection has one right at least, each once. */
    public PersonRecipient grantPerson(Collection<PersonPermissionType> rights) {
        List<PersonPermissionType> granted = List.copyOf(rights);
        return new PersonRecipient((subject, details, description) -> {
            var request = GrantPersonPermissions.of(subject, details, granted, description);
            return new PreparedGrant(calls, LOOK_AT_GRANTED, api -> api.grantPerson(request));
        });
    }

    /** Begins a grant to an entity that handles invoices of this context, with a right that it may not pass on. */
    public EntityGrant grantEntity(EntityPermissionType right) {
        return entityGrant(EntityPermission.of(right));
    }

    /** Begins a grant to an entity that handles invoices of this context, with a right that it may pass on to persons. */
    public EntityGrant grantEntityDelegable(EntityPermissionType right) {
        return entityGrant(EntityPermission.delegable(right));
    }

    private EntityGrant entityGrant(EntityPermission right) {
        return new EntityGrant(List.of(right), rights -> (subject, details, description) -> {
            var request = GrantEntityPermissions.of(subject, details, rights, description);
            return new PreparedGrant(calls, LOOK_IN_CONTEXT, api -> api.grantEntity(request));
        });
    }

    /** Begins an authorization of an entity to act in the name of this context. */
    public AuthorizationGrant grantAuthorization(AuthorizationType authorization) {
        return new AuthorizationGrant((subject, details, description) -> {
            var request = GrantAuthorization.of(subject, details, authorization, description);
            return new PreparedGrant(calls, LOOK_AT_AUTHORIZATIONS, api -> api.grantAuthorization(request));
        });
    }

    /** Begins a grant of rights to handle invoices of clients of this context. It ends when this context loses its own. */
    public IndirectGrant grantIndirect(IndirectPermissionType first, IndirectPermissionType... more) {
        return grantIndirect(all(first, more));
    }

    /** Begins an indirect grant; the collection has one right at least, each once. */
    public IndirectGrant grantIndirect(Collection<IndirectPermissionType> rights) {
        List<IndirectPermissionType> granted = List.copyOf(rights);
        return new IndirectGrant(target -> (subject, details, description) -> {
            var request = GrantIndirectPermissions.of(subject, details, target, granted, description);
            return new PreparedGrant(calls, LOOK_AT_GRANTED, api -> api.grantIndirectly(request));
        });
    }

    /** Begins the appointment of an administrator of a subordinate unit. Needs SubunitManage. */
    public SubunitGrant grantSubunitAdministration() {
        return new SubunitGrant(calls);
    }

    /** Begins the appointment of an administrator of an EU entity, which then issues invoices of this context. */
    public EuAdministrationGrant grantEuAdministration() {
        return new EuAdministrationGrant(calls);
    }

    /** Begins a grant of rights to act for the EU entity of this context. Needs VatUeManage. */
    public EuRecipient grantEuEntity(EuEntityPermissionType first, EuEntityPermissionType... more) {
        return grantEuEntity(all(first, more));
    }

    /** Begins a grant for the EU entity of this context; the collection has one right at least, each once. */
    public EuRecipient grantEuEntity(Collection<EuEntityPermissionType> rights) {
        List<EuEntityPermissionType> granted = List.copyOf(rights);
        return new EuRecipient((subject, details, description) -> {
            var request = GrantEuEntityPermissions.of(subject, details, granted, description);
            return new PreparedGrant(calls, EuRecipient.LOOK, api -> api.grantEuEntity(request));
        });
    }

    @SafeVarargs
    private static <T> List<T> all(T first, T... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toList();
    }

    /**
     * Revokes a right by the number that lists give, and does not wait for KSeF to do it. For authorizations see {@link
     * #revokeAuthorization}.
     *
     * @throws dev.ksef.model.error.KsefForbiddenException if the signed-in credentials lack the right to revoke
     * @throws dev.ksef.model.error.KsefTransportException if it is unknown whether KSeF received it
     */
    public PermissionOperation revoke(PermissionId right) {
        PermissionId id = PermissionId.of(right.value());
        return calls.sent(
                REVOCATION,
                "look in the list that you took " + id + " from; if it is there no more, it is revoked",
                Deadline.NEVER,
                api -> api.revoke(id));
    }

    /**
     * Revokes an authorization by the number that lists give, and does not wait for KSeF to do it.
     *
     * @throws dev.ksef.model.error.KsefForbiddenException if the signed-in credentials lack the right to revoke
     * @throws dev.ksef.model.error.KsefTransportException if it is unknown whether KSeF received it
     */
    public PermissionOperation revokeAuthorization(PermissionId authorization) {
        PermissionId id = PermissionId.of(authorization.value());
        return calls.sent(
                REVOCATION,
                LOOK_AT_AUTHORIZATIONS + "; if " + id + " is not among them, it is revoked",
                Deadline.NEVER,
                api -> api.revokeAuthorization(id));
    }

    /** Returns a grant or a revocation that was sent before, also by another process, to wait for it. */
    public PermissionOperation operation(ReferenceNumber number) {
        return new PermissionOperation(calls, "Change of rights", ReferenceNumber.of(number.value()));
    }

    /** Requests whether this context may send invoices with attachments. */
    public AttachmentPermission attachments() {
        return calls.api().attachmentPermission();
    }

    /** Returns one page of rights of the signed-in subject, the latest first. */
    public PersonalPermissionsPage list(PersonalPermissionQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns rights of the signed-in subject, the latest first, fetched page by page as they are read. */
    public Stream<PersonalPermission> stream(PersonalPermissionQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of rights of persons, the latest first. */
    public PersonPermissionsPage list(PersonPermissionQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns rights of persons, the latest first, fetched page by page as they are read. */
    public Stream<PersonPermission> stream(PersonPermissionQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of rights of administrators of subordinate units, the latest first. */
    public SubunitPermissionsPage list(SubunitPermissionQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns rights of administrators of subordinate units, the latest first, fetched page by page as they are read. */
    public Stream<SubunitPermission> stream(SubunitPermissionQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of rights that other entities granted to this context, the latest first. */
    public EntityPermissionsPage list(EntityPermissionQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns rights that other entities granted to this context, the latest first, fetched page by page as they are read. */
    public Stream<ReceivedEntityPermission> stream(EntityPermissionQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of authorizations, the latest first. */
    public AuthorizationsPage list(AuthorizationQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns authorizations, the latest first, fetched page by page as they are read. */
    public Stream<Authorization> stream(AuthorizationQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of rights for EU entities, the latest first. */
    public EuEntityPermissionsPage list(EuEntityPermissionQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns rights for EU entities, the latest first, fetched page by page as they are read. */
    public Stream<EuEntityPermission> stream(EuEntityPermissionQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of entities that are subordinate to this context, the latest first. */
    public SubordinateEntityRolesPage list(SubordinateEntityQuery query, PermissionPageRequest page) {
        return calls.api().query(query, page);
    }

    /** Returns entities that are subordinate to this context, the latest first, fetched page by page as they are read. */
    public Stream<SubordinateEntityRole> stream(SubordinateEntityQuery query) {
        return rows((api, page) -> api.query(query, page));
    }

    /** Returns one page of roles of this context, the latest first. */
    public EntityRolesPage roles(PermissionPageRequest page) {
        return calls.api().roles(page);
    }

    /** Returns the roles of this context, the latest first, fetched page by page as they are read. */
    public Stream<EntityRole> roles() {
        return rows(PermissionApi::roles);
    }

    private <T> Stream<T> rows(BiFunction<PermissionApi, PermissionPageRequest, ? extends OffsetPage<T>> query) {
        PermissionApi api = calls.api();
        return OffsetPages.stream(number -> query.apply(api, PermissionPageRequest.FIRST.at(number)));
    }
}
