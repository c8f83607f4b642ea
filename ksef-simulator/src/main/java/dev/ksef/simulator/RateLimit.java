package dev.ksef.simulator;

import tools.jackson.databind.node.ObjectNode;

/** How many calls each window takes, all three at once; -1 where a window has no limit. */
record RateLimit(int perSecond, int perMinute, int perHour) {

    static final int NONE = -1;
    static final RateLimit UNLIMITED = new RateLimit(NONE, NONE, NONE);

    /**
     * Limits that make sense.
     *
     * @throws IllegalArgumentException if one is neither {@link #NONE} nor above 0
     */
    static RateLimit of(int perSecond, int perMinute, int perHour) {
        return new RateLimit(calls(perSecond), calls(perMinute), calls(perHour));
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

    int of(RateWindow window) {
        return switch (window) {
            case SECOND -> perSecond;
            case MINUTE -> perMinute;
            case HOUR -> perHour;
        };
    }

    ObjectNode json() {
        return Json.object()
                .put("perSecond", perSecond)
                .put("perMinute", perMinute)
                .put("perHour", perHour);
    }
}
