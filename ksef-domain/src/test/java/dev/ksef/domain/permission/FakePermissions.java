package dev.ksef.domain.permission;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
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
import dev.ksef.model.permission.EntityRole;
import dev.ksef.model.permission.EntityRolesPage;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.EuEntityPermissionsPage;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PermissionPageRequest;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonPermissionsPage;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionsPage;
import dev.ksef.model.permission.SubordinateEntityQuery;
import dev.ksef.model.permission.SubordinateEntityRolesPage;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.model.permission.SubunitPermissionsPage;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Takes grants and revocations, and tells what the test wants to become of them. */
final class FakePermissions implements PermissionApi {

    static final Nip COMPANY = Nip.of("5265877635");
    static final ReferenceNumber NUMBER = ReferenceNumber.of("20261102-EG-1111111111-2222222222-33");
    private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-02T09:00:00Z");

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final FakeTransport transport = new FakeTransport().with(PermissionApi.class, this);
    final List<Object> sent = new ArrayList<>();
    final List<ReferenceNumber> asked = new ArrayList<>();
    final List<Object> queries = new ArrayList<>();
    final List<PermissionPageRequest> pages = new ArrayList<>();
    final Deque<StatusInfo> statuses = new ArrayDeque<>();
    Runnable onChange = () -> {};
    Runnable onAsked = () -> {};
    int rows;

    Permissions of(ContextIdentifier context) {
        return new Permissions(
                transport,
                CallScope.of(context, BearerSource.none(), Duration.ofMinutes(2)),
                time,
                new RecordedEvents());
    }

    static StatusInfo status(int code) {
        return new StatusInfo(code, "opis", List.of(), null);
    }

    <T> T only(Class<T> type) {
        if (sent.size() != 1) {
            throw new AssertionError("Not one request: " + sent);
        }
        return type.cast(sent.get(0));
    }

    private PermissionOperationAccepted accepted(Object request) {
        sent.add(request);
        onChange.run();
        return new PermissionOperationAccepted(NUMBER);
    }

    @Override
    public PermissionOperationAccepted grantPerson(GrantPersonPermissions request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted grantEntity(GrantEntityPermissions request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted grantAuthorization(GrantAuthorization request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted grantIndirectly(GrantIndirectPermissions request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted grantSubunitAdministration(GrantSubunitAdministration request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted grantEuEntityAdministration(GrantEuEntityAdministration request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted grantEuEntity(GrantEuEntityPermissions request) {
        return accepted(request);
    }

    @Override
    public PermissionOperationAccepted revoke(PermissionId permissionId) {
        return accepted("common " + permissionId);
    }

    @Override
    public PermissionOperationAccepted revokeAuthorization(PermissionId permissionId) {
        return accepted("authorization " + permissionId);
    }

    @Override
    public PermissionOperationStatus operation(ReferenceNumber referenceNumber) {
        asked.add(referenceNumber);
        onAsked.run();
        return new PermissionOperationStatus(statuses.size() > 1 ? statuses.removeFirst() : statuses.getFirst());
    }

    @Override
    public AttachmentPermission attachmentPermission() {
        return new AttachmentPermission(true, null);
    }

    @Override
    public PersonalPermissionsPage query(PersonalPermissionQuery query, PermissionPageRequest page) {
        return new PersonalPermissionsPage(List.of(), asked(query, page));
    }

    @Override
    public PersonPermissionsPage query(PersonPermissionQuery query, PermissionPageRequest page) {
        boolean more = asked(query, page);
        return new PersonPermissionsPage(
                IntStream.range(first(page), end(page))
                        .mapToObj(FakePermissions::right)
                        .toList(),
                more);
    }

    @Override
    public SubunitPermissionsPage query(SubunitPermissionQuery query, PermissionPageRequest page) {
        return new SubunitPermissionsPage(List.of(), asked(query, page));
    }

    @Override
    public EntityPermissionsPage query(EntityPermissionQuery query, PermissionPageRequest page) {
        return new EntityPermissionsPage(List.of(), asked(query, page));
    }

    @Override
    public EntityRolesPage roles(PermissionPageRequest page) {
        boolean more = asked("roles", page);
        return new EntityRolesPage(
                IntStream.range(first(page), end(page))
                        .mapToObj(row -> new EntityRole(null, null, null, START.plusDays(row)))
                        .toList(),
                more);
    }

    @Override
    public SubordinateEntityRolesPage query(SubordinateEntityQuery query, PermissionPageRequest page) {
        return new SubordinateEntityRolesPage(List.of(), asked(query, page));
    }

    @Override
    public AuthorizationsPage query(AuthorizationQuery query, PermissionPageRequest page) {
        return new AuthorizationsPage(List.of(), asked(query, page));
    }

    @Override
    public EuEntityPermissionsPage query(EuEntityPermissionQuery query, PermissionPageRequest page) {
        return new EuEntityPermissionsPage(List.of(), asked(query, page));
    }

    private boolean asked(Object query, PermissionPageRequest page) {
        queries.add(query);
        pages.add(page);
        return end(page) < rows;
    }

    private static int first(PermissionPageRequest page) {
        return page.pageOffset() * page.pageSize();
    }

    private int end(PermissionPageRequest page) {
        return Math.min(rows, first(page) + page.pageSize());
    }

    private static PersonPermission right(int row) {
        return new PersonPermission(
                new PermissionId("id-" + row), null, null, null, null, null, null, null, null, null, null, null);
    }
}
