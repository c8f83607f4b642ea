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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions that the queries for rights of persons share. What a request leaves out is null. */
record RightFilter(
        @Nullable SubjectId author,
        @Nullable SubjectId subject,
        @Nullable LoginContext context,
        @Nullable LoginContext target,
        Set<Permission> permissions,
        @Nullable String state) {

    private static final Set<String> STATES = Set.of(RightRows.ACTIVE, RightRows.INACTIVE);

    /** Reads the conditions of a request for the caller's own rights. */
    static RightFilter personal(JsonBody body, Collection<Permission> known) {
        return new RightFilter(
                null,
                null,
                Identifiers.optionalContext(body, "contextIdentifier", Identifiers.UNITS)
                        .orElse(null),
                Identifiers.optionalTarget(body, "targetIdentifier").orElse(null),
                permissions(body, known),
                body.optionalChoice("permissionState", STATES));
    }

    /** Reads the conditions of a request for the rights of anybody. */
    static RightFilter ofAnybody(JsonBody body, Collection<Permission> known) {
        RightFilter personal = personal(body, known);
        return new RightFilter(
                Identifiers.optionalAuthor(body, "authorIdentifier", Identifiers.PERSONS)
                        .orElse(null),
                Identifiers.optionalSubject(body, "authorizedIdentifier", Identifiers.PERSONS)
                        .orElse(null),
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
                && (context == null || grant.kind() != GrantKind.INDIRECT && fits(context, grant.context()))
                && (target == null || grant.kind() == GrantKind.INDIRECT && fits(target, grant.context()))
                && fits(state, RightRows.state(right, rights));
    }

    private static boolean fits(@Nullable Object condition, Object value) {
        return condition == null || condition.equals(value);
    }
}
