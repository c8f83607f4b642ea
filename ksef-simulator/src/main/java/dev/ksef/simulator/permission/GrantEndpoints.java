package dev.ksef.simulator.permission;

import dev.ksef.simulator.auth.AccessRights;
import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.GrantKind;
import dev.ksef.simulator.right.GrantNotes;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The seven ways to grant a right. */
public final class GrantEndpoints {

    private final BearerGate gate;
    private final AccessRights access;
    private final Rights rights;
    private final GrantJudge judge;
    private final PermissionOperations operations;

    public GrantEndpoints(BearerGate gate, AccessRights access, Rights rights, PermissionOperations operations) {
        this.gate = gate;
        this.access = access;
        this.rights = rights;
        this.judge = new GrantJudge(rights);
        this.operations = operations;
    }

    public void addTo(RequestRouter router) {
        add(router, "persons", Permission.CREDENTIALS_MANAGE, this::toPerson);
        add(router, "entities", Permission.CREDENTIALS_MANAGE, this::toEntity);
        add(router, "authorizations", Permission.CREDENTIALS_MANAGE, this::authorization);
        add(router, "indirect", Permission.CREDENTIALS_MANAGE, this::indirect);
        add(router, "subunits", Permission.SUBUNIT_MANAGE, this::toSubunit);
        add(router, "eu-entities/administration", Permission.CREDENTIALS_MANAGE, this::toEuAdministrator);
        add(router, "eu-entities", Permission.VAT_UE_MANAGE, this::toEuRepresentative);
    }

    /** Reads the grants that a request makes, one for each permission. */
    @FunctionalInterface
    private interface Reader {
        List<Grant> grants(JsonBody body, AuthenticationOperation author);
    }

    private void add(RequestRouter router, String name, Permission demanded, Reader reader) {
        router.add("POST", "/v2/permissions/" + name + "/grants", RateGroup.OTHER, request -> {
            return grant(request, demanded, reader);
        });
    }

    private HttpReply grant(HttpRequest request, Permission demanded, Reader reader) {
        AuthenticationOperation author = gate.enter(request, BearerUse.ACCESS);
        JsonBody body = JsonBody.of(request);
        List<Grant> grants = reader.grants(body, author);
        body.check();
        // The access token tells a right that may have been lost meanwhile.
        ProcessingStatus refusal =
                access.of(author).contains(demanded) ? judge.refusal(grants) : OperationStatuses.NO_RIGHT;
        return operations.begin(
                author.context(),
                refusal,
                start -> grants.forEach(grant -> rights.register().add(grant, start)));
    }

    private List<Grant> toPerson(JsonBody body, AuthenticationOperation author) {
        SubjectId subject = Identifiers.subject(body, "subjectIdentifier", Identifiers.PERSONS);
        return each(
                GrantFields.permissions(body, Permission.OF_PERSONS),
                GrantKind.PERSON,
                subject,
                author,
                author.context(),
                notes(body, GrantFields.person(body, subject.type().equals(SubjectId.FINGERPRINT))));
    }

    private List<Grant> toEntity(JsonBody body, AuthenticationOperation author) {
        SubjectId subject = Identifiers.subject(body, "subjectIdentifier", Identifiers.ENTITIES);
        GrantNotes notes = notes(body, GrantFields.entity(body));
        List<String> names = new ArrayList<>();
        List<Grant> grants = new ArrayList<>();
        for (JsonBody granted : body.objects("permissions")) {
            String name = granted.choice("type", Set.copyOf(Permission.names(Permission.OF_ENTITIES)));
            boolean delegable = granted.flag("canDelegate");
            names.add(name);
            Permission.named(name)
                    .map(permission ->
                            grant(GrantKind.ENTITY, subject, author, author.context(), permission, delegable, notes))
                    .ifPresent(grants::add);
        }
        GrantFields.requireEachOnce(body, names);
        return grants;
    }

    private List<Grant> authorization(JsonBody body, AuthenticationOperation author) {
        return each(
                Permission.named(
                        List.of(body.choice("permission", Set.copyOf(Permission.names(Permission.OF_AUTHORIZATIONS))))),
                GrantKind.AUTHORIZATION,
                Identifiers.subject(body, "subjectIdentifier", Identifiers.AUTHORIZED),
                author,
                author.context(),
                notes(body, GrantFields.entity(body)));
    }

    private List<Grant> indirect(JsonBody body, AuthenticationOperation author) {
        SubjectId subject = Identifiers.subject(body, "subjectIdentifier", Identifiers.PERSONS);
        return each(
                GrantFields.permissions(body, Permission.OF_ENTITIES),
                GrantKind.INDIRECT,
                subject,
                author,
                Identifiers.optionalTarget(body, "targetIdentifier").orElse(Grant.ALL_PARTNERS),
                notes(body, GrantFields.person(body, subject.type().equals(SubjectId.FINGERPRINT))));
    }

    private List<Grant> toSubunit(JsonBody body, AuthenticationOperation author) {
        SubjectId subject = Identifiers.subject(body, "subjectIdentifier", Identifiers.PERSONS);
        LoginContext unit = Identifiers.context(body, "contextIdentifier", Identifiers.UNITS);
        ObjectNode fields = GrantFields.person(body, subject.type().equals(SubjectId.FINGERPRINT));
        SubunitFields.addName(body, unit, fields);
        return each(
                Set.of(Permission.CREDENTIALS_MANAGE), GrantKind.SUBUNIT, subject, author, unit, notes(body, fields));
    }

    private List<Grant> toEuAdministrator(JsonBody body, AuthenticationOperation author) {
        ObjectNode fields = GrantFields.certified(body);
        fields.put(EuEntityFields.NAME, body.text("euEntityName", GrantFields.SHORTEST_TEXT, GrantFields.LONGEST_TEXT));
        fields.set(EuEntityFields.DETAILS, GrantFields.nameAndAddress(body.object("euEntityDetails")));
        return each(
                Permission.OF_EU_ADMINISTRATORS,
                GrantKind.EU_ADMINISTRATION,
                Identifiers.subject(body, "subjectIdentifier", Identifiers.FINGERPRINTS),
                author,
                Identifiers.context(body, "contextIdentifier", Identifiers.EU_ENTITIES),
                notes(body, fields));
    }

    private List<Grant> toEuRepresentative(JsonBody body, AuthenticationOperation author) {
        ObjectNode fields = GrantFields.certified(body);
        EuEntityFields.copyTo(fields, rights.register().in(author.context()));
        return each(
                GrantFields.permissions(body, Permission.OF_EU_REPRESENTATIVES),
                GrantKind.EU_REPRESENTATION,
                Identifiers.subject(body, "subjectIdentifier", Identifiers.FINGERPRINTS),
                author,
                author.context(),
                notes(body, fields));
    }

    private static GrantNotes notes(JsonBody body, ObjectNode fields) {
        return new GrantNotes(GrantFields.description(body), fields);
    }

    private static List<Grant> each(
            Collection<Permission> permissions,
            GrantKind kind,
            SubjectId subject,
            AuthenticationOperation author,
            LoginContext context,
            GrantNotes notes) {
        return permissions.stream()
                .map(permission -> grant(kind, subject, author, context, permission, false, notes))
                .toList();
    }

    private static Grant grant(
            GrantKind kind,
            SubjectId subject,
            AuthenticationOperation author,
            LoginContext context,
            Permission permission,
            boolean delegable,
            GrantNotes notes) {
        return new Grant(kind, subject, author.context(), context, permission, delegable, author.author(), notes);
    }
}
