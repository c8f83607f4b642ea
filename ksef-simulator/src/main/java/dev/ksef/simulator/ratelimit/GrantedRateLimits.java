package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The limits in force: those of the settings, or those that a context was given instead. Thread-safe. */
public final class GrantedRateLimits {

    private final Map<RateGroup, WindowLimits> usual;
    private final Map<LoginContext, Map<RateGroup, WindowLimits>> changed = new ConcurrentHashMap<>();

    /**
     * Grants every context the same limits at first.
     *
     * @param usual the limits of each group; a group that is missing has none
     */
    public GrantedRateLimits(Map<RateGroup, WindowLimits> usual) {
        this.usual = Map.copyOf(usual);
    }

    /** The limits of a group that is counted by address alone. */
    WindowLimits of(RateGroup group) {
        return limit(usual, group);
    }

    WindowLimits of(LoginContext context, RateGroup group) {
        return limit(changed.getOrDefault(context, usual), group);
    }

    /** Gives a context limits of its own. Groups without new limits keep theirs. */
    public void change(LoginContext context, Map<RateGroup, WindowLimits> given) {
        changed.compute(context, (key, before) -> {
            Map<RateGroup, WindowLimits> limits = new EnumMap<>(RateGroup.class);
            limits.putAll(before == null ? usual : before);
            limits.putAll(given);
            return limits;
        });
    }

    public void changeToProduction(LoginContext context) {
        change(
                context,
                Arrays.stream(RateGroup.values())
                        .filter(RateGroup::perContext)
                        .collect(Collectors.toMap(Function.identity(), RateGroup::production)));
    }

    public void reset(LoginContext context) {
        changed.remove(context);
    }

    public ObjectNode json(LoginContext context) {
        Map<RateGroup, WindowLimits> limits = changed.getOrDefault(context, usual);
        ObjectNode json = JsonTrees.object();
        for (RateGroup group : RateGroup.values()) {
            json.set(group.text(), limit(limits, group).json());
        }
        return json;
    }

    private static WindowLimits limit(Map<RateGroup, WindowLimits> limits, RateGroup group) {
        return limits.getOrDefault(group, WindowLimits.UNLIMITED);
    }
}
