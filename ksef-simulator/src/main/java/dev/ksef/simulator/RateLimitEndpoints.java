package dev.ksef.simulator;

import java.util.EnumMap;
import java.util.Map;

/** The limits that the calls of a context are counted by: shown, changed, and changed back. */
final class RateLimitEndpoints {

    private final Gate gate;
    private final RateLimits limits;

    RateLimitEndpoints(Gate gate, RateLimits limits) {
        this.gate = gate;
        this.limits = limits;
    }

    void addTo(Router router) {
        router.add(
                "GET", "/v2/rate-limits", RateGroup.OTHER, request -> Reply.json(200, limits.json(context(request))));
        router.add("POST", "/v2/testdata/rate-limits", RateGroup.OTHER, this::change);
        router.add("DELETE", "/v2/testdata/rate-limits", RateGroup.OTHER, this::reset);
        router.add("POST", "/v2/testdata/rate-limits/production", RateGroup.OTHER, this::changeToProduction);
    }

    private Reply change(Request request) {
        ContextIdentifier context = context(request);
        JsonBody body = JsonBody.of(request);
        JsonBody wanted = body.object("rateLimits");
        Map<RateGroup, RateLimit> given = new EnumMap<>(RateGroup.class);
        for (RateGroup group : RateGroup.values()) {
            if (group.settable()) {
                given.put(group, limit(wanted, group.text()));
            }
        }
        body.check();
        limits.change(context, given);
        return Reply.empty(200);
    }

    private static RateLimit limit(JsonBody groups, String name) {
        return groups.optionalObject(name).map(RateLimitEndpoints::limit).orElseGet(() -> {
            groups.problem(name, "must not be empty");
            return RateLimit.UNLIMITED;
        });
    }

    private static RateLimit limit(JsonBody values) {
        return new RateLimit(calls(values, "perSecond"), calls(values, "perMinute"), calls(values, "perHour"));
    }

    private static int calls(JsonBody values, String window) {
        int calls = values.whole(window);
        if (calls < 1 && calls != RateLimit.NONE) {
            values.problem(window, "must be an integer greater than 0, or -1 for no limit");
        }
        return calls;
    }

    private Reply reset(Request request) {
        limits.reset(context(request));
        return Reply.empty(200);
    }

    private Reply changeToProduction(Request request) {
        limits.changeToProduction(context(request));
        return Reply.empty(200);
    }

    private ContextIdentifier context(Request request) {
        return gate.enter(request, BearerKind.ACCESS).context();
    }
}
