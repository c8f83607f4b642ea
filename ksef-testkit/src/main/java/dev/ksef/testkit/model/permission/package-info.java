/** Builders for tests: what KSeF tells of rights, roles and consents. */
@NullUnmarked
@RecordBuilder.Include({
    AttachmentPermission.class,
    Authorization.class,
    AuthorizationsPage.class,
    EntityPermissionsPage.class,
    EntityRole.class,
    EntityRolesPage.class,
    EuEntityPermission.class,
    EuEntityPermissionsPage.class,
    PersonPermission.class,
    PersonPermissionsPage.class,
    PersonalPermission.class,
    PersonalPermissionsPage.class,
    ReceivedEntityPermission.class,
    SubordinateEntityRole.class,
    SubordinateEntityRolesPage.class,
    SubunitPermission.class,
    SubunitPermissionsPage.class
})
package dev.ksef.testkit.model.permission;

import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.model.permission.Authorization;
import dev.ksef.model.permission.AuthorizationsPage;
import dev.ksef.model.permission.EntityPermissionsPage;
import dev.ksef.model.permission.EntityRole;
import dev.ksef.model.permission.EntityRolesPage;
import dev.ksef.model.permission.EuEntityPermission;
import dev.ksef.model.permission.EuEntityPermissionsPage;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionsPage;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionsPage;
import dev.ksef.model.permission.ReceivedEntityPermission;
import dev.ksef.model.permission.SubordinateEntityRole;
import dev.ksef.model.permission.SubordinateEntityRolesPage;
import dev.ksef.model.permission.SubunitPermission;
import dev.ksef.model.permission.SubunitPermissionsPage;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
