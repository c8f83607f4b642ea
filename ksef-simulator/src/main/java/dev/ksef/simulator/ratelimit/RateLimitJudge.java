package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.TooManyRequests;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls and refuses those above the limits. Most groups count by context and address, the public one and the
 * global one by address alone. A call whose bearer is no good acts for nobody and fills no window; its operation
 * refuses it. Thread-safe.
 */
public final class RateLimitJudge {

    /** What is counted together. */
    private record Key(@Nullable LoginContext context, String address, RateGroup group, String operation) {}

    private final InstantSource clock;
    private final GrantedRateLimits limits;
    private final Function<HttpRequest, Optional<LoginContext>> contexts;
    private final Map<Key, CountedCalls> counted = new ConcurrentHashMap<>();
    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public RateLimitJudge(
            InstantSource clock, GrantedRateLimits limits, Function<HttpRequest, Optional<LoginContext>> contexts) {
        this.clock = clock;
        this.limits = limits;
        this.contexts = contexts;
    }

    /**
     * Lets a call pass.
     *
     * @param operation method and path template
     * @throws TooManyRequests if there were too many before it
     */
    public void pass(HttpRequest request, RateGroup group, String operation) {
        WindowLimits all = limits.of(RateGroup.GLOBAL);
        Key address = new Key(null, request.clientIp(), RateGroup.GLOBAL, "");
        try {
            if (all.unlimited()) {
                passGroup(request, group, operation);
            } else {
                calls(address).take(all, clock, () -> passGroup(request, group, operation));
            }
        } catch (TooManyRequests tooMany) {
            refused.increment();
            throw tooMany;
        }
    }

    private void passGroup(HttpRequest request, RateGroup group, String operation) {
        if (!group.perContext()) {
            take(new Key(null, request.clientIp(), group, ""), limits.of(group));
            return;
        }
        String countedApart = group == RateGroup.OTHER ? operation : "";
        contexts.apply(request)
                .ifPresent(context ->
                        take(new Key(context, request.clientIp(), group, countedApart), limits.of(context, group)));
    }

    private void take(Key key, WindowLimits limit) {
        calls(key).take(limit, clock);
        taken.increment();
    }

    private CountedCalls calls(Key key) {
        return counted.computeIfAbsent(key, fresh -> new CountedCalls());
    }

    /** The number of calls that passed. */
    public long taken() {
        return taken.sum();
    }

    /** The number of calls that were refused. */
    public long refused() {
        return refused.sum();
    }

    /** The fullest window of each group and length so far, whoever called. */
    public Map<RateGroup, List<SlidingWindow.Peak>> peaks() {
        Map<RateGroup, Map<RateWindow, SlidingWindow.Peak>> fullest = new EnumMap<>(RateGroup.class);
        counted.forEach((key, calls) -> calls.peaks()
                .forEach(peak -> fullest.computeIfAbsent(key.group(), group -> new EnumMap<>(RateWindow.class))
                        .merge(
                                peak.window(),
                                peak,
                                BinaryOperator.maxBy(Comparator.comparingInt(SlidingWindow.Peak::calls)))));
        Map<RateGroup, List<SlidingWindow.Peak>> peaks = new EnumMap<>(RateGroup.class);
        fullest.forEach((group, windows) -> peaks.put(group, List.copyOf(windows.values())));
        return peaks;
    }
}
