package dev.ksef.simulator;

import tools.jackson.databind.node.ObjectNode;

/** How many calls each window takes, all three at once; -1 where a window has no limit. */
record RateLimit(int perSecond, int perMinute, int perHour) {

    static final int NONE = -1;
    static final RateLimit UNLIMITED = new RateLimit(NONE, NONE, NONE);

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
