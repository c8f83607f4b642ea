package dev.ksef.adapter.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one tag, so many and no more: what comes later is {@code other}, since each value is a time series in
 * somebody's memory for ever, and some of them are KSeF's to choose.
 */
final class Bounded {

    private static final int LONGEST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int most;

    Bounded(int most) {
        this.most = most;
    }

    /** The value as a tag; {@code none} for nothing, which back ends do not take. */
    String tag(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return "none";
        }
        if (known.contains(value)) {
            return value;
        }
        return value.length() <= LONGEST && admits(value) ? value : "other";
    }

    /** One at a time, and only while there is room: two that come together are not one too many. */
    private boolean admits(String value) {
        synchronized (known) {
            return known.contains(value) || known.size() < most && known.add(value);
        }
    }
}
