package dev.ksef.adapter.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of values of one tag. Further values become {@code other}: each value makes a time series that is kept
 * for ever, and KSeF chooses some of the values.
 */
final class BoundedTagValues {

    private static final int LONGEST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int most;

    BoundedTagValues(int most) {
        this.most = most;
    }

    /** Returns the value of the tag; {@code none} for an empty value, which back ends do not accept. */
    String tag(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return "none";
        }
        if (known.contains(value)) {
            return value;
        }
        return value.length() <= LONGEST && admits(value) ? value : "other";
    }

    /** Locks, so that two threads together do not add one value too many. */
    private boolean admits(String value) {
        synchronized (known) {
            return known.contains(value) || known.size() < most && known.add(value);
        }
    }
}
