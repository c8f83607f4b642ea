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
     * Grants every context the same limits at first.
     *
     * @param usual the limits of each group; a group that is missing has none
     */
    RateLimits(Map<RateGroup, RateLimit> usual) {
        this.usual = Map.copyOf(usual);
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
            Map<RateGroup, RateLimit> limits = new EnumMap<>(RateGroup.class);
            limits.putAll(before == null ? usual : before);
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
