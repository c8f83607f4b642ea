package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.SubjectEntityDetails;
import dev.ksef.model.subject.SubjectIdentifier;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An authorization, by which an entity acts in the name of another.
 *
 * <p>Source: schema {@code EntityAuthorizationGrant} of API 2.8.
 *
 * @param authorIdentifier the person who granted it
 * @param authorizedEntityIdentifier who may act
 * @param authorizingEntityIdentifier in whose name
 */
public record Authorization(
        PermissionId id,
        @Nullable SubjectIdentifier authorIdentifier,
        @Nullable AuthorizedEntityIdentifier authorizedEntityIdentifier,
        @Nullable EntityIdentifier authorizingEntityIdentifier,
        @Nullable OpenEnum<AuthorizationType> authorizationScope,
        @Nullable String description,
        @Nullable SubjectEntityDetails subjectEntityDetails,
        @Nullable OffsetDateTime startDate) {

    public Authorization {
        Objects.requireNonNull(id, "id");
    }
}
