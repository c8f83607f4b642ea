package dev.ksef.simulator.right;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/**
 * What an author says of a grant, for others to read: it decides nothing.
 *
 * @param fields what queries show besides the description, under their names there. It is never changed
 */
public record GrantNotes(String description, ObjectNode fields) {

    public static GrantNotes of(String description) {
        return new GrantNotes(description, JsonTrees.object());
    }

    /** Puts those of the fields into a row that the notes have. */
    public void copyTo(ObjectNode row, String... names) {
        for (String name : names) {
            JsonNode value = fields.get(name);
            if (value != null) {
                row.set(name, value.deepCopy());
            }
        }
    }
}
