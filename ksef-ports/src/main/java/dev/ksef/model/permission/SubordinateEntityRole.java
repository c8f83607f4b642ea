package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.subject.EntityIdentifier;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is subordinate to the current context.
 *
 * <p>Source: schema {@code SubordinateEntityRole} of API 2.8.
 */
public record SubordinateEntityRole(
        @Nullable EntityIdentifier subordinateEntityIdentifier,
        @Nullable OpenEnum<Type> role,
        @Nullable String description,
        @Nullable OffsetDateTime startDate) {

    /** The roles of subordinate entities. */
    public enum Type implements TextValue {
        /** A subordinate unit of local government. */
        LOCAL_GOVERNMENT_SUB_UNIT("LocalGovernmentSubUnit"),
        /** A member of a VAT group. */
        VAT_GROUP_SUB_UNIT("VatGroupSubUnit");

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
