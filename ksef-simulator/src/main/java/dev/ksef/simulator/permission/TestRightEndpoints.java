package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Grants and revokes rights at once and without asking for any, as only the environment for tests allows. */
public final class TestRightEndpoints {

    private static final Set<String> PERMISSIONS = Set.copyOf(Permission.names(Permission.OF_PERSONS));

    private final InstantSource clock;
    private final Rights rights;

    public TestRightEndpoints(InstantSource clock, Rights rights) {
        this.clock = clock;
        this.rights = rights;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/testdata/permissions", RateGroup.ANONYMOUS, this::grant);
        router.add("POST", "/v2/testdata/permissions/revoke", RateGroup.ANONYMOUS, this::revoke);
    }

    private HttpReply grant(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        LoginContext context = Identifiers.context(body, "contextIdentifier", Identifiers.TAXPAYERS);
        SubjectId subject = Identifiers.subject(body, "authorizedIdentifier", Identifiers.PERSONS);
        List<Grant> grants = body.objects("permissions").stream()
                .map(permission -> grant(subject, context, permission))
                .toList();
        body.check();
        grants.forEach(grant -> rights.register().add(grant, clock.instant()));
        return HttpReply.empty(200);
    }

    private static Grant grant(SubjectId subject, LoginContext context, JsonBody permission) {
        String name = permission.choice("permissionType", PERMISSIONS);
        return Grant.bySystem(
                subject,
                context,
                Permission.named(name).orElse(Permission.INVOICE_READ),
                GrantFields.description(permission));
    }

    private HttpReply revoke(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        LoginContext context = Identifiers.context(body, "contextIdentifier", Identifiers.TAXPAYERS);
        SubjectId subject = Identifiers.subject(body, "authorizedIdentifier", Identifiers.PERSONS);
        body.check();
        rights.revokeAll(subject, context);
        return HttpReply.empty(200);
    }
}
