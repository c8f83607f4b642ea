package dev.ksef.simulator;

import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** The live logins of a context: list and revoke. */
final class AuthSessionEndpoints {

    private static final int LARGEST_PAGE = 100;

    private final InstantSource clock;
    private final Authentications authentications;
    private final Gate gate;

    AuthSessionEndpoints(InstantSource clock, Authentications authentications, Gate gate) {
        this.clock = clock;
        this.authentications = authentications;
        this.gate = gate;
    }

    void addTo(Router router) {
        router.add("GET", "/v2/auth/sessions", RateGroup.OTHER, this::list);
        router.add("DELETE", "/v2/auth/sessions/current", RateGroup.OTHER, this::revokeCurrent);
        router.add("DELETE", "/v2/auth/sessions/{referenceNumber}", RateGroup.OTHER, this::revoke);
    }

    private Reply list(Request request) {
        Authentication current = gate.enter(request, BearerKind.ACCESS);
        Continuation continuation = Continuation.of(request, "auth/sessions", LARGEST_PAGE);
        Instant now = clock.instant();
        return Reply.json(
                200,
                continuation.descending(
                        "items",
                        authentications.active(current.context(), now),
                        authentication -> authentication.attempt().position(),
                        authentication -> item(authentication, current, now)));
    }

    private static ObjectNode item(Authentication authentication, Authentication current, Instant now) {
        return authentication
                .json(now)
                .put("referenceNumber", authentication.referenceNumber())
                .put("isCurrent", authentication == current);
    }

    private Reply revokeCurrent(Request request) {
        gate.enter(request, BearerKind.ACCESS, BearerKind.REFRESH).revoke();
        return Reply.empty(204);
    }

    private Reply revoke(Request request) {
        Authentication current = gate.enter(request, BearerKind.ACCESS);
        String reference = request.pathVariable("referenceNumber");
        Authentication authentication = authentications
                .find(reference)
                .filter(found -> found.context().equals(current.context()))
                .orElseThrow(() -> BadRequest.invalidInput(
                        "Sesja uwierzytelnienia o numerze referencyjnym " + reference + " nie została znaleziona."));
        authentication.revoke();
        return Reply.empty(204);
    }
}
