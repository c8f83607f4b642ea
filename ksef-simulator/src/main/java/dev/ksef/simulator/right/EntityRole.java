package dev.ksef.simulator.right;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
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

    static EntityRole saved(SavedRow row) {
        return new EntityRole(
                row.text("nip"),
                row.as("type", Type::valueOf),
                row.optionalText("parent"),
                row.text("description"),
                row.instant("start"));
    }

    ObjectNode savedJson() {
        return JsonTrees.object()
                .put("nip", nip)
                .put("type", type.name())
                .put("parent", parent)
                .put("description", description)
                .put("start", start.toString());
    }
}
