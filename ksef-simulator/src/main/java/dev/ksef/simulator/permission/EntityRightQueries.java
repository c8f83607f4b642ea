package dev.ksef.simulator.permission;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.EntityRole;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.GrantKind;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Right;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rights and the roles of entities. */
public final class EntityRightQueries {

    private static final String GRANTED = "Granted";
    private static final String RECEIVED = "Received";

    /** The newest first. */
    private static final Comparator<EntityRole> ROLES = Comparator.comparing(EntityRole::start)
            .reversed()
            .thenComparing(EntityRole::nip)
            .thenComparing(EntityRole::type);

    private final BearerGate gate;
    private final Rights rights;

    public EntityRightQueries(BearerGate gate, Rights rights) {
        this.gate = gate;
        this.rights = rights;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/permissions/query/entities/grants", RateGroup.OTHER, this::received);
        router.add("GET", "/v2/permissions/query/entities/roles", RateGroup.OTHER, this::roles);
        router.add("POST", "/v2/permissions/query/subordinate-entities/roles", RateGroup.OTHER, this::subordinates);
        router.add("POST", "/v2/permissions/query/authorizations/grants", RateGroup.OTHER, this::authorizations);
        router.add("POST", "/v2/permissions/query/eu-entities/grants", RateGroup.OTHER, this::euEntities);
    }

    private LoginContext context(HttpRequest request) {
        return gate.enter(request, BearerUse.ACCESS).context();
    }

    private HttpReply received(HttpRequest request) {
        LoginContext context = context(request);
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.optional(request);
        Optional<LoginContext> from = Identifiers.optionalContext(body, "contextIdentifier", Identifiers.UNITS);
        body.check();
        return page.reply(
                "permissions",
                rights.register().of(SubjectId.of(context)).stream()
                        .filter(right -> right.grant().kind() == GrantKind.ENTITY)
                        .filter(right -> from.isEmpty()
                                || from.get().equals(right.grant().context())),
                RightRows.ORDER,
                EntityRightQueries::handling);
    }

    private static ObjectNode handling(Right right) {
        ObjectNode row = RightRows.row(right, "permissionScope");
        row.set("contextIdentifier", RightRows.identifier(right.grant().context()));
        return row.put("canDelegate", right.grant().delegable());
    }

    private HttpReply roles(HttpRequest request) {
        LoginContext context = context(request);
        return QueryPage.of(request)
                .reply(
                        "roles",
                        rights.roles().of(context.value()).stream(),
                        ROLES,
                        role -> withParent(row(role), role));
    }

    private static ObjectNode row(EntityRole role) {
        return JsonTrees.object()
                .put("role", role.type().wireName())
                .put("description", role.description())
                .put("startDate", KsefTimestamps.json(role.start()));
    }

    private static ObjectNode withParent(ObjectNode row, EntityRole role) {
        String parent = role.parent();
        if (parent != null) {
            row.set("parentEntityIdentifier", SubjectId.nip(parent).json());
        }
        return row;
    }

    private HttpReply subordinates(HttpRequest request) {
        LoginContext context = context(request);
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.optional(request);
        Optional<SubjectId> entity =
                Identifiers.optionalSubject(body, "subordinateEntityIdentifier", Identifiers.ENTITIES);
        body.check();
        return page.reply(
                "roles",
                rights.roles().below(context.value()).stream()
                        .filter(role -> entity.isEmpty() || entity.get().value().equals(role.nip())),
                ROLES,
                EntityRightQueries::subordinate);
    }

    private static ObjectNode subordinate(EntityRole role) {
        ObjectNode row = row(role);
        row.set("subordinateEntityIdentifier", SubjectId.nip(role.nip()).json());
        return row;
    }

    private HttpReply authorizations(HttpRequest request) {
        LoginContext context = context(request);
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.of(request);
        String type = body.choice("queryType", Set.of(GRANTED, RECEIVED));
        Optional<SubjectId> authorizing =
                Identifiers.optionalSubject(body, "authorizingIdentifier", Identifiers.ENTITIES);
        Optional<SubjectId> authorized =
                Identifiers.optionalSubject(body, "authorizedIdentifier", Identifiers.AUTHORIZED);
        Set<Permission> permissions = RightFilter.permissions(body, Permission.OF_AUTHORIZATIONS);
        body.check();
        Stream<Right> found = type.equals(GRANTED)
                ? rights.register().grantedIn(context).stream()
                : rights.register().of(SubjectId.of(context)).stream();
        return page.reply(
                "authorizationGrants",
                found.filter(right -> right.grant().kind() == GrantKind.AUTHORIZATION)
                        .filter(right -> permissions.contains(right.grant().permission()))
                        .filter(right -> authorizing.isEmpty()
                                || authorizing
                                        .get()
                                        .equals(SubjectId.of(right.grant().context())))
                        .filter(right -> authorized.isEmpty()
                                || authorized.get().equals(right.grant().subject())),
                RightRows.ORDER,
                EntityRightQueries::authorization);
    }

    private static ObjectNode authorization(Right right) {
        Grant grant = right.grant();
        ObjectNode row = RightRows.row(right, "authorizationScope");
        row.set("authorIdentifier", grant.author().json());
        row.set("authorizedEntityIdentifier", grant.subject().json());
        row.set("authorizingEntityIdentifier", RightRows.identifier(grant.context()));
        grant.notes().copyTo(row, "subjectEntityDetails");
        return row;
    }

    private HttpReply euEntities(HttpRequest request) {
        LoginContext context = context(request);
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.optional(request);
        String vatNumber = body.optionalMatch("vatUeIdentifier", LoginContext.VAT_NUMBER);
        String fingerprint = body.optionalShort("authorizedFingerprintIdentifier", Integer.MAX_VALUE);
        Set<Permission> permissions = RightFilter.permissions(body, Permission.OF_EU_ADMINISTRATORS);
        body.check();
        return page.reply(
                "permissions",
                ofEuEntities(context)
                        .filter(right -> permissions.contains(right.grant().permission()))
                        .filter(right -> vatNumber == null || vatNumber.equals(EuEntityFields.vatNumber(right)))
                        .filter(right -> fingerprint == null || EuEntityFields.contains(right, fingerprint)),
                RightRows.ORDER,
                EuEntityFields::row);
    }

    /** The administrators that a taxpayer appointed; in the context of an entity of the Union all who work there. */
    private Stream<Right> ofEuEntities(LoginContext context) {
        Stream<Right> found = context.type().equals(LoginContext.NIP_VAT_UE)
                ? rights.register().in(context).stream()
                : rights.register().grantedIn(context).stream();
        return found.filter(right -> right.grant().kind() == GrantKind.EU_ADMINISTRATION
                || right.grant().kind() == GrantKind.EU_REPRESENTATION);
    }
}
