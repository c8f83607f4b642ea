package dev.ksef.simulator.limit;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.ratelimit.GrantedRateLimits;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.ratelimit.WindowLimits;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.util.EnumMap;
import java.util.Map;

/** Shows, changes and resets the rate limits of a context. */
public final class RateLimitEndpoints {

    private final BearerGate gate;
    private final GrantedRateLimits limits;

    public RateLimitEndpoints(BearerGate gate, GrantedRateLimits limits) {
        this.gate = gate;
        this.limits = limits;
    }

    public void addTo(RequestRouter router) {
        router.add(
                "GET",
                "/v2/rate-limits",
                RateGroup.OTHER,
                request -> HttpReply.json(200, limits.json(context(request))));
        router.add("POST", "/v2/testdata/rate-limits", RateGroup.OTHER, this::change);
        router.add("DELETE", "/v2/testdata/rate-limits", RateGroup.OTHER, this::reset);
        router.add("POST", "/v2/testdata/rate-limits/production", RateGroup.OTHER, this::changeToProduction);
    }

    private HttpReply change(HttpRequest request) {
        LoginContext context = context(request);
        JsonBody body = JsonBody.of(request);
        JsonBody wanted = body.object("rateLimits");
        Map<RateGroup, WindowLimits> given = new EnumMap<>(RateGroup.class);
        for (RateGroup group : RateGroup.values()) {
            if (group.settable()) {
                given.put(group, limit(wanted, group.text()));
            }
        }
        body.check();
        limits.change(context, given);
        return HttpReply.empty(200);
    }

    private static WindowLimits limit(JsonBody groups, String name) {
        return groups.optionalObject(name).map(RateLimitEndpoints::limit).orElseGet(() -> {
            groups.problem(name, "must not be empty");
            return WindowLimits.UNLIMITED;
        });
    }

    private static WindowLimits limit(JsonBody values) {
        return new WindowLimits(calls(values, "perSecond"), calls(values, "perMinute"), calls(values, "perHour"));
    }

    private static int calls(JsonBody values, String window) {
        int calls = values.whole(window);
        if (calls < 1 && calls != WindowLimits.NONE) {
            values.problem(window, "must be an integer greater than 0, or -1 for no limit");
        }
        return calls;
    }

    private HttpReply reset(HttpRequest request) {
        limits.reset(context(request));
        return HttpReply.empty(200);
    }

    private HttpReply changeToProduction(HttpRequest request) {
        limits.changeToProduction(context(request));
        return HttpReply.empty(200);
    }

    private LoginContext context(HttpRequest request) {
        return gate.enter(request, BearerUse.ACCESS).context();
    }
}
