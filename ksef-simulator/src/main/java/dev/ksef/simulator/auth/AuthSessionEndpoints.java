package dev.ksef.simulator.auth;

import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ContinuationPaging;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;

/** Lists and revokes the live logins of a context. */
public final class AuthSessionEndpoints {

    private static final int LARGEST_PAGE = 100;

    private final InstantSource clock;
    private final AuthenticationRegister authentications;
    private final BearerGate gate;

    public AuthSessionEndpoints(InstantSource clock, AuthenticationRegister authentications, BearerGate gate) {
        this.clock = clock;
        this.authentications = authentications;
        this.gate = gate;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/auth/sessions", RateGroup.OTHER, this::list);
        router.add("DELETE", "/v2/auth/sessions/current", RateGroup.OTHER, this::revokeCurrent);
        router.add("DELETE", "/v2/auth/sessions/{referenceNumber}", RateGroup.OTHER, this::revoke);
    }

    private HttpReply list(HttpRequest request) {
        AuthenticationOperation current = gate.enter(request, BearerUse.ACCESS);
        ContinuationPaging continuation = ContinuationPaging.of(request, "auth/sessions", LARGEST_PAGE);
        Instant now = clock.instant();
        return HttpReply.json(
                200,
                continuation.page(
                        "items",
                        authentications.active(current.context(), continuation.before(), now),
                        authentication -> authentication.attempt().position(),
                        authentication -> item(authentication, current, now)));
    }

    private static ObjectNode item(
            AuthenticationOperation authentication, AuthenticationOperation current, Instant now) {
        return authentication
                .json(now)
                .put("referenceNumber", authentication.referenceNumber())
                .put("isCurrent", authentication == current);
    }

    private HttpReply revokeCurrent(HttpRequest request) {
        gate.enter(request, BearerUse.ACCESS, BearerUse.REFRESH).revoke();
        return HttpReply.empty(204);
    }

    private HttpReply revoke(HttpRequest request) {
        AuthenticationOperation current = gate.enter(request, BearerUse.ACCESS);
        String reference = request.pathVariable("referenceNumber");
        AuthenticationOperation authentication = authentications
                .find(reference)
                .filter(found -> found.context().equals(current.context()))
                .orElseThrow(() -> BadRequest.invalidInput(
                        "Sesja uwierzytelnienia o numerze referencyjnym " + reference + " nie została znaleziona."));
        authentication.revoke();
        return HttpReply.empty(204);
    }
}
