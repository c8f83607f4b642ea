package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.subject.AuthorIdentifier;
import dev.ksef.model.subject.SubjectEntityDetails;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.SubjectPersonDetails;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A right of a person, or of an entity that works like one.
 *
 * <p>Source: schema {@code PersonPermission} of API 2.8.
 *
 * @param authorizedIdentifier who has the right
 * @param contextIdentifier where the right holds, for administrators of subordinate units
 * @param targetIdentifier the client that an indirect right concerns
 * @param authorIdentifier who granted it
 * @param canDelegate whether it may be passed on
 */
public record PersonPermission(
        PermissionId id,
        @Nullable SubjectIdentifier authorizedIdentifier,
        @Nullable UnitIdentifier contextIdentifier,
        @Nullable TargetIdentifier targetIdentifier,
        @Nullable AuthorIdentifier authorIdentifier,
        @Nullable OpenEnum<PersonPermissionType> permissionScope,
        @Nullable String description,
        @Nullable SubjectPersonDetails subjectPersonDetails,
        @Nullable SubjectEntityDetails subjectEntityDetails,
        @Nullable OpenEnum<PermissionState> permissionState,
        @Nullable OffsetDateTime startDate,
        @Nullable Boolean canDelegate) {

    public PersonPermission {
        Objects.requireNonNull(id, "id");
    }
}
