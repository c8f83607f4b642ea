package dev.ksef.simulator.token;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.auth.TaxpayerToken;
import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ContinuationPaging;
import dev.ksef.simulator.wire.ForbiddenRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes, lists and revokes the KSeF tokens of a context. Whoever manages credentials sees and revokes all, others their own. */
public final class TokenEndpoints {

    private static final int LARGEST_PAGE = 100;
    private static final int SHORTEST_DESCRIPTION = 5;
    private static final int LONGEST_DESCRIPTION = 256;
    private static final Set<String> CONTEXT_TYPES = Set.of(LoginContext.NIP, LoginContext.INTERNAL_ID);
    private static final Set<Permission> SEES_ALL = Set.of(Permission.CREDENTIALS_MANAGE, Permission.CREDENTIALS_READ);
    private static final Set<Permission> REVOKES_ALL = Set.of(Permission.CREDENTIALS_MANAGE);

    private final InstantSource clock;
    private final Duration delay;
    private final BearerGate gate;
    private final Rights rights;
    private final TaxpayerTokens tokens;

    /**
     * Makes the operations.
     *
     * @param delay how long a token takes to become active, and to be revoked
     */
    public TokenEndpoints(InstantSource clock, Duration delay, BearerGate gate, Rights rights, TaxpayerTokens tokens) {
        this.clock = clock;
        this.delay = delay;
        this.gate = gate;
        this.rights = rights;
        this.tokens = tokens;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/tokens", RateGroup.OTHER, this::make);
        router.add("GET", "/v2/tokens", RateGroup.OTHER, this::list);
        router.add("GET", "/v2/tokens/{referenceNumber}", RateGroup.OTHER, this::status);
        router.add("DELETE", "/v2/tokens/{referenceNumber}", RateGroup.OTHER, this::revoke);
    }

    private HttpReply make(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        if (caller.attempt().subject() == null) {
            throw ForbiddenRequest.authenticationMethod("Token");
        }
        JsonBody body = JsonBody.of(request);
        List<String> names = body.choices("permissions", Set.copyOf(Permission.names(Permission.OF_PERSONS)));
        if (!body.has("permissions") || names.isEmpty()) {
            body.problem("permissions", "must not be empty");
        }
        String description = body.text("description", SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION);
        body.check();
        if (!CONTEXT_TYPES.contains(caller.context().type())) {
            throw TokenRefusals.unfitContext(caller.context());
        }
        Set<Permission> wanted = Permission.named(names);
        requireHeld(wanted, gate.rights(request));
        TaxpayerTokens.Made made = tokens.make(caller, wanted, description, delay);
        return HttpReply.json(
                202,
                JsonTrees.object()
                        .put("referenceNumber", made.token().referenceNumber())
                        .put("token", made.text()));
    }

    private static void requireHeld(Set<Permission> wanted, Set<Permission> held) {
        Set<Permission> missing = EnumSet.copyOf(wanted);
        missing.removeAll(held);
        if (!missing.isEmpty()) {
            throw TokenRefusals.missingRights(missing);
        }
    }

    private HttpReply list(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        TokenFilter filter = TokenFilter.of(request);
        ContinuationPaging paging = ContinuationPaging.of(request, "tokens", LARGEST_PAGE);
        Instant now = clock.instant();
        Set<Permission> held = gate.rights(request);
        Stream<TaxpayerToken> found = tokens.newestFirst(caller.context(), paging.before())
                .filter(token -> reaches(caller, held, SEES_ALL, token) && filter.accepts(token, now));
        return HttpReply.json(
                200, paging.page("tokens", found, token -> token.terms().position(), token -> json(token, now)));
    }

    private HttpReply status(HttpRequest request) {
        return HttpReply.json(200, json(token(request, SEES_ALL), clock.instant()));
    }

    private HttpReply revoke(HttpRequest request) {
        token(request, REVOKES_ALL).revoke(clock.instant(), delay);
        return HttpReply.empty(204);
    }

    /** The token that the request names, if the caller reaches it: with one of these rights, or since it is the caller's own. */
    private TaxpayerToken token(HttpRequest request, Set<Permission> reachingAll) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        String reference = request.pathVariable("referenceNumber");
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.badReferenceNumber(reference, ReferenceNumbers.LENGTH);
        }
        TaxpayerToken token =
                tokens.find(caller.context(), reference).orElseThrow(() -> TokenRefusals.unknownToken(reference));
        if (!reaches(caller, gate.rights(request), reachingAll, token)) {
            throw ForbiddenRequest.resource();
        }
        return token;
    }

    private boolean reaches(
            AuthenticationOperation caller, Set<Permission> held, Set<Permission> reachingAll, TaxpayerToken token) {
        if (!Collections.disjoint(held, reachingAll)) {
            return true;
        }
        TaxpayerToken usedToken = caller.attempt().proof().token();
        return usedToken != null
                ? usedToken == token
                : rights.samePerson(
                        caller.attempt().proof().identifiers(), token.terms().authorIdentifiers());
    }

    private static ObjectNode json(TaxpayerToken token, Instant now) {
        TaxpayerToken.Terms terms = token.terms();
        ObjectNode json = JsonTrees.object().put("referenceNumber", terms.referenceNumber());
        json.set("authorIdentifier", terms.author().json());
        json.putObject("contextIdentifier")
                .put("type", terms.context().type())
                .put("value", terms.context().value());
        json.put("description", terms.description());
        json.set("requestedPermissions", JsonTrees.texts(Permission.names(terms.permissions())));
        json.put("dateCreated", KsefTimestamps.json(terms.createdAt()));
        Instant lastUse = token.lastUse();
        if (lastUse != null) {
            json.put("lastUseDate", KsefTimestamps.json(lastUse));
        }
        return json.put("status", token.status(now).text());
    }
}
