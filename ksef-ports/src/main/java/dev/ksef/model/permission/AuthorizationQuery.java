package dev.ksef.model.permission;

import dev.ksef.model.TextValue;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.TypedIdentifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Selects authorizations. One must meet all conditions; null, or an empty list, means no condition.
 *
 * <p>Source: schema {@code EntityAuthorizationPermissionsQueryRequest} of API 2.8.
 *
 * @param authorizingIdentifier who granted them; only for those received
 * @param authorizedIdentifier who may act; only for those granted
 */
public record AuthorizationQuery(
        @Nullable EntityIdentifier authorizingIdentifier,
        @Nullable AuthorizedEntityIdentifier authorizedIdentifier,
        Type queryType,
        List<AuthorizationType> permissionTypes) {

    /** Selects the authorizations that the current context granted. */
    public static final AuthorizationQuery GRANTED = new AuthorizationQuery(null, null, Type.GRANTED, List.of());

    /** Selects the authorizations that the current context received. */
    public static final AuthorizationQuery RECEIVED = new AuthorizationQuery(null, null, Type.RECEIVED, List.of());

    /**
     * @throws IllegalArgumentException if an identifier has an unknown type or another form, or is none of the list that is
     *     asked for
     */
    public AuthorizationQuery {
        Objects.requireNonNull(queryType, "queryType");
        if (authorizingIdentifier != null) {
            TypedIdentifier.sendable(authorizingIdentifier, "identifier of the authorizing entity");
            require(queryType == Type.RECEIVED, "Who authorized is a condition of received authorizations only");
        }
        if (authorizedIdentifier != null) {
            TypedIdentifier.sendable(authorizedIdentifier, "identifier of the authorized entity");
            require(queryType == Type.GRANTED, "Who is authorized is a condition of granted authorizations only");
        }
        permissionTypes = List.copyOf(permissionTypes);
    }

    private static void require(boolean fits, String rule) {
        if (!fits) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * Returns a copy that selects only authorizations by this entity.
     *
     * @throws IllegalArgumentException if granted authorizations are asked for
     */
    public AuthorizationQuery from(EntityIdentifier authorizing) {
        return new AuthorizationQuery(authorizing, authorizedIdentifier, queryType, permissionTypes);
    }

    /**
     * Returns a copy that selects only authorizations of this entity.
     *
     * @throws IllegalArgumentException if received authorizations are asked for
     */
    public AuthorizationQuery to(AuthorizedEntityIdentifier authorized) {
        return new AuthorizationQuery(authorizingIdentifier, authorized, queryType, permissionTypes);
    }

    /** Returns a copy that selects only authorizations of these types. */
    public AuthorizationQuery of(AuthorizationType... types) {
        return new AuthorizationQuery(authorizingIdentifier, authorizedIdentifier, queryType, List.of(types));
    }

    /** Which of two lists is asked for. */
    public enum Type implements TextValue {
        GRANTED("Granted"),
        RECEIVED("Received");

        private final String value;

        Type(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
