package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/** How many calls each window takes. All three limits hold at once; -1 means that a window has none. */
public record WindowLimits(int perSecond, int perMinute, int perHour) {

    public static final int NONE = -1;
    public static final WindowLimits UNLIMITED = new WindowLimits(NONE, NONE, NONE);

    /**
     * The limits, if they make sense.
     *
     * @throws IllegalArgumentException if a limit is neither {@link #NONE} nor above 0
     */
    public static WindowLimits of(int perSecond, int perMinute, int perHour) {
        return new WindowLimits(calls(perSecond), calls(perMinute), calls(perHour));
    }

    private static int calls(int limit) {
        if (limit < 1 && limit != NONE) {
            throw new IllegalArgumentException("A rate limit is above 0, or -1 for none: " + limit);
        }
        return limit;
    }

    boolean unlimited() {
        return equals(UNLIMITED);
    }

    public int of(RateWindow window) {
        return switch (window) {
            case SECOND -> perSecond;
            case MINUTE -> perMinute;
            case HOUR -> perHour;
        };
    }

    public ObjectNode json() {
        return JsonTrees.object()
                .put("perSecond", perSecond)
                .put("perMinute", perMinute)
                .put("perHour", perHour);
    }
}
