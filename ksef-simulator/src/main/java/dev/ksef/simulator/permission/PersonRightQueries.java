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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rights of those who work in a context, and of those whom its entity lets work elsewhere. */
public final class PersonRightQueries {

    private static final String IN_CONTEXT = "PermissionsInCurrentContext";
    private static final String GRANTED = "PermissionsGrantedInCurrentContext";
    private static final Set<GrantKind> AT_WORK = Set.of(GrantKind.PERSON, GrantKind.ENTITY, GrantKind.SUBUNIT);
    private static final Set<GrantKind> GRANTABLE =
            Set.of(GrantKind.PERSON, GrantKind.ENTITY, GrantKind.SUBUNIT, GrantKind.INDIRECT);

    private final BearerGate gate;
    private final Rights rights;

    public PersonRightQueries(BearerGate gate, Rights rights) {
        this.gate = gate;
        this.rights = rights;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/permissions/query/persons/grants", RateGroup.OTHER, this::persons);
        router.add("POST", "/v2/permissions/query/subunits/grants", RateGroup.OTHER, this::subunits);
    }

    private HttpReply persons(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.of(request);
        RightFilter filter = RightFilter.ofAnybody(body, Permission.OF_PERSONS);
        String type = body.choice("queryType", Set.of(IN_CONTEXT, GRANTED));
        body.check();
        Stream<Right> found = type.equals(GRANTED) ? grantedBy(caller) : inContext(caller.context());
        return page.reply(
                "permissions",
                found.filter(right -> showable(right) && filter.accepts(right, rights)),
                RightRows.ORDER,
                this::person);
    }

    /** All who may work in the context, and whom it lets work for its clients. */
    private Stream<Right> inContext(LoginContext context) {
        return Stream.concat(
                rights.register().in(context).stream().filter(right -> AT_WORK.contains(kind(right))),
                rights.register().grantedIn(context).stream().filter(right -> kind(right) == GrantKind.INDIRECT));
    }

    /** What the caller granted from its context. */
    private Stream<Right> grantedBy(AuthenticationOperation caller) {
        SubjectId author = caller.author();
        return rights.register().grantedIn(caller.context()).stream()
                .filter(right -> GRANTABLE.contains(kind(right))
                        && right.grant().author().equals(author));
    }

    private static GrantKind kind(Right right) {
        return right.grant().kind();
    }

    /** The API has no name for the rights of Peppol providers in other contexts. */
    private static boolean showable(Right right) {
        return !right.grant().subject().type().equals(SubjectId.PEPPOL_ID);
    }

    private ObjectNode person(Right right) {
        Grant grant = right.grant();
        ObjectNode row = RightRows.row(right, "permissionScope");
        row.set("authorizedIdentifier", grant.subject().json());
        if (grant.kind() == GrantKind.SUBUNIT) {
            row.set("contextIdentifier", RightRows.identifier(grant.context()));
        }
        if (grant.kind() == GrantKind.INDIRECT) {
            row.set("targetIdentifier", RightRows.identifier(grant.context()));
        }
        row.set("authorIdentifier", grant.author().json());
        grant.notes().copyTo(row, "subjectPersonDetails", "subjectEntityDetails");
        return row.put("permissionState", RightRows.state(right, rights)).put("canDelegate", grant.delegable());
    }

    private HttpReply subunits(HttpRequest request) {
        LoginContext context = gate.enter(request, BearerUse.ACCESS).context();
        QueryPage page = QueryPage.of(request);
        JsonBody body = JsonBody.optional(request);
        Optional<LoginContext> unit = Identifiers.optionalContext(body, "subunitIdentifier", Identifiers.UNITS);
        body.check();
        return page.reply(
                "permissions",
                rights.register().grantedIn(context).stream()
                        .filter(right -> kind(right) == GrantKind.SUBUNIT)
                        .filter(right -> unit.isEmpty()
                                || unit.get().equals(right.grant().context())),
                RightRows.ORDER,
                PersonRightQueries::subunit);
    }

    private static ObjectNode subunit(Right right) {
        Grant grant = right.grant();
        ObjectNode row = RightRows.row(right, "permissionScope");
        row.set("authorizedIdentifier", grant.subject().json());
        row.set("subunitIdentifier", RightRows.identifier(grant.context()));
        row.set("authorIdentifier", grant.author().json());
        grant.notes().copyTo(row, "subjectPersonDetails", SubunitFields.NAME);
        return row;
    }
}
