package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.GrantKind;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Right;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.wire.JsonBody;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The conditions that the queries for rights of persons share. What a request leaves out is no condition. */
record RightFilter(
        Optional<SubjectId> author,
        Optional<SubjectId> subject,
        Optional<LoginContext> context,
        Optional<LoginContext> target,
        Set<Permission> permissions,
        Optional<String> state) {

    private static final Set<String> STATES = Set.of(RightRows.ACTIVE, RightRows.INACTIVE);

    /** Reads the conditions of a request for the caller's own rights. */
    static RightFilter personal(JsonBody body, Collection<Permission> known) {
        return new RightFilter(
                Optional.empty(),
                Optional.empty(),
                Identifiers.optionalContext(body, "contextIdentifier", Identifiers.UNITS),
                Identifiers.optionalTarget(body, "targetIdentifier"),
                permissions(body, known),
                Optional.ofNullable(body.optionalChoice("permissionState", STATES)));
    }

    /** Reads the conditions of a request for the rights of anybody. */
    static RightFilter ofAnybody(JsonBody body, Collection<Permission> known) {
        RightFilter personal = personal(body, known);
        return new RightFilter(
                Identifiers.optionalAuthor(body, "authorIdentifier", Identifiers.PERSONS),
                Identifiers.optionalSubject(body, "authorizedIdentifier", Identifiers.PERSONS),
                personal.context(),
                personal.target(),
                personal.permissions(),
                personal.state());
    }

    /** Reads the permissions that a request asks for; all that are known if it names none. */
    static Set<Permission> permissions(JsonBody body, Collection<Permission> known) {
        Set<Permission> asked = Permission.named(body.choices("permissionTypes", Set.copyOf(Permission.names(known))));
        return asked.isEmpty() ? Set.copyOf(known) : asked;
    }

    boolean accepts(Right right, Rights rights) {
        Grant grant = right.grant();
        return permissions.contains(grant.permission())
                && fits(author, grant.author())
                && fits(subject, grant.subject())
                && (context.isEmpty() || grant.kind() != GrantKind.INDIRECT && fits(context, grant.context()))
                && (target.isEmpty() || grant.kind() == GrantKind.INDIRECT && fits(target, grant.context()))
                && fits(state, RightRows.state(right, rights));
    }

    private static <T> boolean fits(Optional<T> condition, T value) {
        return condition.isEmpty() || condition.get().equals(value);
    }
}
