package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The limits in force: those of the settings, or those that a context was given instead. Thread-safe. */
public final class GrantedRateLimits implements Stateful {

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

    @Override
    public String section() {
        return "rate-limits";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        changed.forEach((context, limits) -> limits.forEach((group, limit) ->
                rows.accept(limit.json().put("context", context.value()).put("group", group.text()))));
    }

    @Override
    public void restore(SavedRow row) {
        WindowLimits limit = WindowLimits.of(row.number("perSecond"), row.number("perMinute"), row.number("perHour"));
        change(row.as("context", LoginContext::saved), Map.of(row.as("group", RateGroup::named), limit));
    }

    /** The contexts with limits of their own. */
    public Set<LoginContext> contexts() {
        return Set.copyOf(changed.keySet());
    }

    /** The limits of every context without limits of its own, by group. */
    public ObjectNode usualJson() {
        return json(usual);
    }

    public ObjectNode json(LoginContext context) {
        return json(changed.getOrDefault(context, usual));
    }

    private static ObjectNode json(Map<RateGroup, WindowLimits> limits) {
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
