package dev.ksef.simulator.permission;

import dev.ksef.simulator.right.Right;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is known of an entity of the Union: what was said of it when its administrator was appointed. */
final class EuEntityFields {

    static final String NAME = "euEntityName";
    static final String DETAILS = "euEntityDetails";

    private EuEntityFields() {}

    /** Adds what one of the rights in the context of the entity tells of it. */
    static void copyTo(ObjectNode fields, List<Right> rights) {
        rights.stream()
                .map(right -> right.grant().notes())
                .filter(notes -> notes.fields().has(NAME))
                .findFirst()
                .ifPresent(notes -> notes.copyTo(fields, NAME, DETAILS));
    }
}
