package dev.ksef.model.permission;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.subject.EntityIdentifier;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A role of the current context.
 *
 * <p>Source: schema {@code EntityRole} of API 2.8.
 *
 * @param parentEntityIdentifier the superior entity, for a subordinate one
 */
public record EntityRole(
        @Nullable EntityIdentifier parentEntityIdentifier,
        @Nullable OpenEnum<Type> role,
        @Nullable String description,
        @Nullable OffsetDateTime startDate) {

    /** The roles that KSeF knows. */
    public enum Type implements TextValue {
        /** A court bailiff (komornik sądowy). */
        COURT_BAILIFF("CourtBailiff"),
        /** An enforcement authority (organ egzekucyjny). */
        ENFORCEMENT_AUTHORITY("EnforcementAuthority"),
        /** A local government unit (nadrzędna JST). */
        LOCAL_GOVERNMENT_UNIT("LocalGovernmentUnit"),
        /** A subordinate unit of local government. */
        LOCAL_GOVERNMENT_SUB_UNIT("LocalGovernmentSubUnit"),
        /** A VAT group. */
        VAT_GROUP_UNIT("VatGroupUnit"),
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
