package dev.ksef.simulator.permission;

import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what the requests for several kinds of grants have in common. */
final class GrantFields {

    static final int SHORTEST_TEXT = 5;
    static final int LONGEST_TEXT = 256;

    private static final int LONGEST_ENTITY_NAME = 90;
    private static final int LONGEST_FULL_NAME = 100;
    private static final int LONGEST_ADDRESS = 512;
    private static final int LONGEST_DOCUMENT_FIELD = 20;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String PERSON = "subjectPersonDetails";
    private static final String ENTITY = "subjectEntityDetails";
    private static final String BY_IDENTIFIER = "PersonByIdentifier";
    private static final String BY_FINGERPRINT = "PersonByFingerprintWithIdentifier";
    private static final String BY_FINGERPRINT_ALONE = "PersonByFingerprintWithoutIdentifier";
    private static final String ENTITY_BY_FINGERPRINT = "EntityByFingerprint";

    private GrantFields() {}

    static String description(JsonBody body) {
        return body.text("description", SHORTEST_TEXT, LONGEST_TEXT);
    }

    /** The permissions that a request lists, each once. */
    static Set<Permission> permissions(JsonBody body, Set<Permission> grantable) {
        List<String> names = body.choices("permissions", Set.copyOf(Permission.names(grantable)));
        requireEachOnce(body, names);
        return Permission.named(names);
    }

    /** Notes what is wrong with a list that is empty, or has a permission twice. */
    static void requireEachOnce(JsonBody body, List<String> names) {
        if (names.isEmpty()) {
            body.problem("permissions", "must not be empty");
        }
        if (new HashSet<>(names).size() < names.size()) {
            body.problem("permissions", "must not contain a permission twice");
        }
    }

    /** The details of a person, as queries show them. */
    static ObjectNode person(JsonBody body, boolean fingerprint) {
        return subject(
                body,
                fingerprint ? Set.of(BY_FINGERPRINT, BY_FINGERPRINT_ALONE) : Set.of(BY_IDENTIFIER),
                Set.of(BY_IDENTIFIER, BY_FINGERPRINT, BY_FINGERPRINT_ALONE));
    }

    /** The details of a person or an entity with a certificate, as queries show them. */
    static ObjectNode certified(JsonBody body) {
        Set<String> types = Set.of(BY_FINGERPRINT, BY_FINGERPRINT_ALONE, ENTITY_BY_FINGERPRINT);
        return subject(body, types, types);
    }

    /** The details of an entity with a NIP or a Peppol identifier, as queries show them. */
    static ObjectNode entity(JsonBody body) {
        ObjectNode fields = JsonTrees.object();
        fields.putObject(ENTITY)
                .put("subjectDetailsType", "EntityByIdentifier")
                .put("fullName", body.object("subjectDetails").text("fullName", SHORTEST_TEXT, LONGEST_ENTITY_NAME));
        return fields;
    }

    /** Name and address, as an entity of the Union has them. */
    static ObjectNode nameAndAddress(JsonBody body) {
        return JsonTrees.object()
                .put("fullName", body.text("fullName", 1, LONGEST_FULL_NAME))
                .put("address", body.text("address", 1, LONGEST_ADDRESS));
    }

    private static ObjectNode subject(JsonBody body, Set<String> fitting, Set<String> known) {
        JsonBody details = body.object("subjectDetails");
        String type = details.choice("subjectDetailsType", known);
        if (known.contains(type) && !fitting.contains(type)) {
            details.problem("subjectDetailsType", "does not fit the type of the subject's identifier");
        }
        ObjectNode read = switch (type) {
            case BY_IDENTIFIER -> name(details.object("personById"));
            case BY_FINGERPRINT -> withIdentifier(details.object("personByFpWithId"));
            case BY_FINGERPRINT_ALONE -> withDocument(details.object("personByFpNoId"));
            case ENTITY_BY_FINGERPRINT -> nameAndAddress(details.object("entityByFp"));
            default -> JsonTrees.object();
        };
        ObjectNode fields = JsonTrees.object();
        fields.set(type.equals(ENTITY_BY_FINGERPRINT) ? ENTITY : PERSON, read.put("subjectDetailsType", type));
        return fields;
    }

    private static ObjectNode name(JsonBody person) {
        return JsonTrees.object()
                .put("firstName", person.text("firstName", 2, 30))
                .put("lastName", person.text("lastName", 2, 81));
    }

    private static ObjectNode withIdentifier(JsonBody person) {
        ObjectNode json = name(person);
        json.set(
                "personIdentifier",
                Identifiers.subject(person, "identifier", Identifiers.NUMBERS).json());
        return json;
    }

    private static ObjectNode withDocument(JsonBody person) {
        ObjectNode json = name(person).put("birthDate", person.day("birthDate"));
        JsonBody document = person.object("idDocument");
        json.putObject("idDocument")
                .put("type", document.text("type", 1, LONGEST_DOCUMENT_FIELD))
                .put("number", document.text("number", 1, LONGEST_DOCUMENT_FIELD))
                .put("country", document.choice("country", COUNTRIES));
        return json;
    }
}
