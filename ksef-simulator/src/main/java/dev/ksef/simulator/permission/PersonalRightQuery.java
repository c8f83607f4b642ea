package dev.ksef.simulator.permission;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.ratelimit.RateGroup;
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
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The caller's own rights. */
public final class PersonalRightQuery {

    private static final Set<GrantKind> NOT_DIRECT = Set.of(GrantKind.AUTHORIZATION, GrantKind.INDIRECT);

    private final BearerGate gate;
    private final Rights rights;
    private final boolean ownerShown;
    private final Set<Permission> shown;
    private final Instant since;

    /**
     * Makes the query.
     *
     * @param ownerShown whether owners see their own right, too, as from API 2.9 on
     */
    public PersonalRightQuery(InstantSource clock, BearerGate gate, Rights rights, boolean ownerShown) {
        this.gate = gate;
        this.rights = rights;
        this.ownerShown = ownerShown;
        this.shown = EnumSet.range(Permission.CREDENTIALS_MANAGE, Permission.VAT_UE_MANAGE);
        this.since = clock.instant();
        if (ownerShown) {
            shown.add(Permission.OWNER);
        }
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/permissions/query/personal/grants", RateGroup.OTHER, this::query);
    }

    private HttpReply query(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.optional(request);
        RightFilter filter = RightFilter.personal(body, shown);
        body.check();
        List<SubjectId> identifiers = caller.attempt().proof().identifiers();
        LoginContext context = caller.context();
        Stream<Right> own = Stream.of(
                        identifiers.stream().flatMap(subject -> ofSubject(subject, context)),
                        received(identifiers, context),
                        ownership(identifiers, context))
                .flatMap(found -> found);
        return page.reply(
                "permissions",
                own.distinct().filter(right -> filter.accepts(right, rights)),
                RightRows.ORDER,
                right -> row(right, identifiers));
    }

    /** What a subject may do in the context, and what its entity lets it do elsewhere. */
    private Stream<Right> ofSubject(SubjectId subject, LoginContext context) {
        return Stream.concat(
                rights.register().of(subject, context).stream()
                        .filter(right -> !NOT_DIRECT.contains(right.grant().kind())),
                rights.register().of(subject).stream().filter(right -> indirect(right.grant(), context)));
    }

    private boolean indirect(Grant grant, LoginContext context) {
        return grant.kind() == GrantKind.INDIRECT
                && (grant.grantedIn().equals(context)
                        || grant.context().equals(context)
                        || grant.context().equals(Grant.ALL_PARTNERS) && rights.mayHandOn(grant.grantedIn(), context));
    }

    /** What others let the entity do that the context belongs to, for its owner to see. */
    private Stream<Right> received(List<SubjectId> identifiers, LoginContext context) {
        return owner(identifiers, context).isPresent()
                ? rights.register().of(SubjectId.of(context)).stream()
                        .filter(right -> right.grant().kind() == GrantKind.ENTITY)
                : Stream.of();
    }

    /** The right that the owner of the context has without any grant. */
    private Stream<Right> ownership(List<SubjectId> identifiers, LoginContext context) {
        return owner(identifiers, context)
                .filter(subject -> ownerShown)
                .map(subject -> Grant.bySystem(subject, context, Permission.OWNER, "Uprawnienia właścicielskie"))
                .map(grant -> new Right(id(context), grant, since, null))
                .stream();
    }

    private static String id(LoginContext context) {
        return UUID.nameUUIDFromBytes(context.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Optional<SubjectId> owner(List<SubjectId> identifiers, LoginContext context) {
        return identifiers.stream()
                .filter(subject -> rights.owns(subject, context))
                .findFirst();
    }

    private ObjectNode row(Right right, List<SubjectId> identifiers) {
        Grant grant = right.grant();
        ObjectNode row = RightRows.row(right, "permissionScope");
        if (grant.kind() == GrantKind.ENTITY) {
            row.set("contextIdentifier", RightRows.identifier(grant.context()));
        }
        if (!identifiers.contains(grant.subject())) {
            row.set("authorizedIdentifier", grant.subject().json());
        }
        if (grant.kind() == GrantKind.INDIRECT) {
            row.set("targetIdentifier", RightRows.identifier(grant.context()));
        }
        grant.notes().copyTo(row, "subjectPersonDetails", "subjectEntityDetails");
        return row.put("permissionState", RightRows.state(right, rights)).put("canDelegate", grant.delegable());
    }
}
