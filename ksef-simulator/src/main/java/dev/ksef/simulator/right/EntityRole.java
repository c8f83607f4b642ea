package dev.ksef.simulator.right;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role of an entity.
 *
 * @param nip the entity
 * @param parent the NIP of the entity above it; null if there is none
 */
public record EntityRole(String nip, Type type, @Nullable String parent, String description, Instant start) {

    /** The roles, as the API names them. */
    public enum Type {
        COURT_BAILIFF("CourtBailiff"),
        ENFORCEMENT_AUTHORITY("EnforcementAuthority"),
        LOCAL_GOVERNMENT_UNIT("LocalGovernmentUnit"),
        LOCAL_GOVERNMENT_SUB_UNIT("LocalGovernmentSubUnit"),
        VAT_GROUP_UNIT("VatGroupUnit"),
        VAT_GROUP_SUB_UNIT("VatGroupSubUnit");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        /** Whether its entities may be granted operations of enforcement. */
        public boolean enforces() {
            return this == COURT_BAILIFF || this == ENFORCEMENT_AUTHORITY;
        }

        /** Whether its entities have others below them. */
        public boolean hasSubordinates() {
            return this == LOCAL_GOVERNMENT_UNIT || this == VAT_GROUP_UNIT;
        }
    }
}
