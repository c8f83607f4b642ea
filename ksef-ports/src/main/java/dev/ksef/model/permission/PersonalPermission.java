package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.subject.SubjectEntityDetails;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.SubjectPersonDetails;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A right of the signed-in subject in the current context. From API 2.9 on, an owner's own right is listed, too; what it is
 * called was not published when this version was made.
 *
 * <p>Source: schema {@code PersonalPermission} of API 2.8.
 *
 * @param contextIdentifier who granted rights to handle their invoices
 * @param authorizedIdentifier who has the right, if not the signed-in subject
 * @param targetIdentifier the client that an indirect right concerns
 * @param canDelegate whether it may be passed on
 */
public record PersonalPermission(
        @Nullable PermissionId id,
        @Nullable UnitIdentifier contextIdentifier,
        @Nullable SubjectIdentifier authorizedIdentifier,
        @Nullable TargetIdentifier targetIdentifier,
        @Nullable OpenEnum<PersonalPermissionType> permissionScope,
        @Nullable String description,
        @Nullable SubjectPersonDetails subjectPersonDetails,
        @Nullable SubjectEntityDetails subjectEntityDetails,
        @Nullable OpenEnum<PermissionState> permissionState,
        @Nullable OffsetDateTime startDate,
        @Nullable Boolean canDelegate) {}
