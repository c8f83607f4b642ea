package dev.ksef.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The limits in force: those of the settings, or of a context that was given others. Thread-safe. */
final class RateLimits {

    private final Map<RateGroup, RateLimit> usual;
    private final Map<ContextIdentifier, Map<RateGroup, RateLimit>> changed = new ConcurrentHashMap<>();

    /**
     * The limits to begin with.
     *
     * @param own what holds in place of the profile
     */
    RateLimits(RateLimitProfile profile, Map<RateGroup, RateLimit> own) {
        this.usual = Arrays.stream(RateGroup.values())
                .collect(Collectors.toMap(Function.identity(), group -> own.getOrDefault(group, profile.of(group))));
    }

    /** For what counts by address alone. */
    RateLimit of(RateGroup group) {
        return limit(usual, group);
    }

    RateLimit of(ContextIdentifier context, RateGroup group) {
        return limit(changed.getOrDefault(context, usual), group);
    }

    /** Groups that are not given keep their limits. */
    void change(ContextIdentifier context, Map<RateGroup, RateLimit> given) {
        changed.compute(context, (key, before) -> {
            Map<RateGroup, RateLimit> limits = new EnumMap<>(before == null ? usual : before);
            limits.putAll(given);
            return limits;
        });
    }

    void changeToProduction(ContextIdentifier context) {
        change(
                context,
                Arrays.stream(RateGroup.values())
                        .filter(RateGroup::perContext)
                        .collect(Collectors.toMap(Function.identity(), RateGroup::production)));
    }

    void reset(ContextIdentifier context) {
        changed.remove(context);
    }

    ObjectNode json(ContextIdentifier context) {
        Map<RateGroup, RateLimit> limits = changed.getOrDefault(context, usual);
        ObjectNode json = Json.object();
        for (RateGroup group : RateGroup.values()) {
            json.set(group.text(), limit(limits, group).json());
        }
        return json;
    }

    private static RateLimit limit(Map<RateGroup, RateLimit> limits, RateGroup group) {
        return limits.getOrDefault(group, RateLimit.UNLIMITED);
    }
}
