package dev.ksef.simulator.permission;

import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.Right;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** What is known of an entity of the Union: what was said of it when its administrator was appointed. */
final class EuEntityFields {

    static final String NAME = "euEntityName";
    static final String DETAILS = "euEntityDetails";

    private EuEntityFields() {}

    /** The number that stands behind the NIP in the context of an entity. */
    static String vatNumber(Right right) {
        String context = right.grant().context().value();
        return context.substring(context.indexOf('-') + 1);
    }

    static boolean contains(Right right, String partOfFingerprint) {
        return right.grant().subject().value().contains(partOfFingerprint.toUpperCase(Locale.ROOT));
    }

    static ObjectNode row(Right right) {
        Grant grant = right.grant();
        ObjectNode row = RightRows.row(right, "permissionScope")
                .put("vatUeIdentifier", vatNumber(right))
                .put(NAME, grant.context().value())
                .put("authorizedFingerprintIdentifier", grant.subject().value());
        row.set("authorIdentifier", grant.author().json());
        grant.notes().copyTo(row, "subjectPersonDetails", "subjectEntityDetails", NAME, DETAILS);
        return row;
    }

    /** Adds what one of the rights in the context of the entity tells of it. */
    static void copyTo(ObjectNode fields, List<Right> rights) {
        rights.stream()
                .map(right -> right.grant().notes())
                .filter(notes -> notes.fields().has(NAME))
                .findFirst()
                .ifPresent(notes -> notes.copyTo(fields, NAME, DETAILS));
    }
}
