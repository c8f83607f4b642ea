package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.SubjectPersonDetails;
import dev.ksef.model.subject.UnitIdentifier;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A right of an administrator of a subordinate unit.
 *
 * <p>Source: schema {@code SubunitPermission} of API 2.8.
 *
 * @param authorizedIdentifier who has the right
 * @param subunitIdentifier the unit
 * @param authorIdentifier who granted it
 */
public record SubunitPermission(
        PermissionId id,
        @Nullable SubjectIdentifier authorizedIdentifier,
        @Nullable UnitIdentifier subunitIdentifier,
        @Nullable SubjectIdentifier authorIdentifier,
        @Nullable OpenEnum<Scope> permissionScope,
        @Nullable String description,
        @Nullable SubjectPersonDetails subjectPersonDetails,
        @Nullable String subunitName,
        @Nullable OffsetDateTime startDate) {

    public SubunitPermission {
        Objects.requireNonNull(id, "id");
    }

    /** The rights of an administrator of a unit. */
    public enum Scope implements TextValue {
        /** To grant and revoke rights. */
        CREDENTIALS_MANAGE("CredentialsManage");

        private final String value;

        Scope(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
