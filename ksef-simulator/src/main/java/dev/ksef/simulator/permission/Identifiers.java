package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.wire.JsonBody;
import java.util.Optional;
import java.util.Set;

/** Reads the identifiers of requests: a type out of a few, and a value of its shape. */
final class Identifiers {

    static final Set<String> PERSONS = Set.of(SubjectId.NIP, SubjectId.PESEL, SubjectId.FINGERPRINT);
    static final Set<String> FINGERPRINTS = Set.of(SubjectId.FINGERPRINT);
    static final Set<String> ENTITIES = Set.of(SubjectId.NIP);
    static final Set<String> AUTHORIZED = Set.of(SubjectId.NIP, SubjectId.PEPPOL_ID);
    static final Set<String> TAXPAYERS = Set.of(LoginContext.NIP);
    static final Set<String> EU_ENTITIES = Set.of(LoginContext.NIP_VAT_UE);
    static final Set<String> NUMBERS = Set.of(SubjectId.NIP, SubjectId.PESEL);
    static final Set<String> UNITS = Set.of(LoginContext.NIP, LoginContext.INTERNAL_ID);

    private Identifiers() {}

    static SubjectId subject(JsonBody body, String field, Set<String> types) {
        return subject(body.object(field), types);
    }

    static Optional<SubjectId> optionalSubject(JsonBody body, String field, Set<String> types) {
        return body.optionalObject(field).map(identifier -> subject(identifier, types));
    }

    /** Like {@link #optionalSubject}, where KSeF itself may be meant, too. */
    static Optional<SubjectId> optionalAuthor(JsonBody body, String field, Set<String> types) {
        return body.optionalObject(field)
                .map(identifier -> identifier.says("type", SubjectId.SYSTEM.type())
                        ? SubjectId.SYSTEM
                        : subject(identifier, types));
    }

    static LoginContext context(JsonBody body, String field, Set<String> types) {
        return context(body.object(field), types);
    }

    static Optional<LoginContext> optionalContext(JsonBody body, String field, Set<String> types) {
        return body.optionalObject(field).map(identifier -> context(identifier, types));
    }

    /** Like {@link #optionalContext}, where all clients may be meant, too. */
    static Optional<LoginContext> optionalTarget(JsonBody body, String field) {
        return body.optionalObject(field)
                .map(identifier -> identifier.says("type", Grant.ALL_PARTNERS.type())
                        ? Grant.ALL_PARTNERS
                        : context(identifier, UNITS));
    }

    private static SubjectId subject(JsonBody identifier, Set<String> types) {
        String type = identifier.choice("type", types);
        String value = switch (type) {
            case SubjectId.PESEL -> identifier.match("value", SubjectId.PESEL_SHAPE);
            case SubjectId.FINGERPRINT -> identifier.match("value", SubjectId.FINGERPRINT_SHAPE);
            default -> context(identifier, type);
        };
        return new SubjectId(type, value);
    }

    private static LoginContext context(JsonBody identifier, Set<String> types) {
        String type = identifier.choice("type", types);
        return new LoginContext(type, context(identifier, type));
    }

    private static String context(JsonBody identifier, String type) {
        String value = identifier.text("value");
        boolean known = LoginContext.knownType(type).isPresent();
        if (known && !value.isEmpty() && !new LoginContext(type, value).wellFormed()) {
            identifier.problem("value", "is not in the correct format");
        }
        return value;
    }
}
