package dev.ksef.simulator.permission;

import dev.ksef.simulator.auth.AccessRights;
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
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Taking rights back, and the status of that and of granting. */
public final class RevocationEndpoints {

    private static final int ID_LENGTH = 36;

    private final BearerGate gate;
    private final AccessRights access;
    private final Rights rights;
    private final PermissionOperations operations;

    public RevocationEndpoints(BearerGate gate, AccessRights access, Rights rights, PermissionOperations operations) {
        this.gate = gate;
        this.access = access;
        this.rights = rights;
        this.operations = operations;
    }

    public void addTo(RequestRouter router) {
        router.add("DELETE", "/v2/permissions/common/grants/{permissionId}", RateGroup.OTHER, request -> {
            return revoke(request, false);
        });
        router.add("DELETE", "/v2/permissions/authorizations/grants/{permissionId}", RateGroup.OTHER, request -> {
            return revoke(request, true);
        });
        router.add("GET", "/v2/permissions/operations/{referenceNumber}", RateGroup.OTHER, this::status);
    }

    private HttpReply revoke(HttpRequest request, boolean authorization) {
        AuthenticationOperation author = gate.enter(request, BearerUse.ACCESS);
        String id = request.pathVariable("permissionId");
        if (id.length() != ID_LENGTH) {
            throw BadRequest.badLength("permissionId", id, ID_LENGTH);
        }
        Optional<Grant> grant = rights.register()
                .find(id)
                .map(Right::grant)
                .filter(found -> found.grantedIn().equals(author.context()))
                .filter(found -> authorization == (found.kind() == GrantKind.AUTHORIZATION));
        ProcessingStatus refusal = grant.isPresent() ? refusal(grant.get().kind(), author) : OperationStatuses.FAILED;
        return operations.begin(
                author.context(), refusal, end -> rights.register().end(id, end));
    }

    private @Nullable ProcessingStatus refusal(GrantKind kind, AuthenticationOperation author) {
        return access.of(author).contains(demanded(kind)) ? null : OperationStatuses.NO_RIGHT;
    }

    private static Permission demanded(GrantKind kind) {
        return switch (kind) {
            case SUBUNIT -> Permission.SUBUNIT_MANAGE;
            case EU_REPRESENTATION -> Permission.VAT_UE_MANAGE;
            default -> Permission.CREDENTIALS_MANAGE;
        };
    }

    private HttpReply status(HttpRequest request) {
        LoginContext context = gate.enter(request, BearerUse.ACCESS).context();
        ObjectNode body = JsonTrees.object();
        body.set(
                "status",
                operations
                        .status(request.pathVariable("referenceNumber"), context)
                        .json());
        return HttpReply.json(200, body);
    }
}
