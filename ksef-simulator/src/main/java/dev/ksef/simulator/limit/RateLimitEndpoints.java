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
import java.util.Optional;

/** Shows, changes and resets the rate limits of a context. */
public final class RateLimitEndpoints {

    /** As in April 2026, when the Ministry's own tests expected 1200 an hour at most where production has 120. */
    private static final int MOST_TIMES_PRODUCTION = 10;

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
                limit(wanted, group).ifPresent(limit -> given.put(group, limit));
            }
        }
        body.check();
        limits.change(context, given);
        return HttpReply.empty(200);
    }

    private static Optional<WindowLimits> limit(JsonBody groups, RateGroup group) {
        Optional<JsonBody> values = groups.optionalObject(group.text());
        // The official file requires this group, too, but KSeF was seen to do without it.
        if (values.isEmpty() && group != RateGroup.INVOICE_EXPORT_STATUS) {
            groups.problem(group.text(), "must not be empty");
        }
        return values.map(given -> limit(given, group.production()));
    }

    private static WindowLimits limit(JsonBody values, WindowLimits production) {
        return new WindowLimits(
                calls(values, "perSecond", production.perSecond()),
                calls(values, "perMinute", production.perMinute()),
                calls(values, "perHour", production.perHour()));
    }

    private static int calls(JsonBody values, String window, int production) {
        return values.between(window, 1, MOST_TIMES_PRODUCTION * production);
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
