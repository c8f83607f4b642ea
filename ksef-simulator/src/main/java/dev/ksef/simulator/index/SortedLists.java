package dev.ksef.simulator.index;

import java.util.List;
import java.util.function.Predicate;

/** Looks things up in lists that are sorted. */
public final class SortedLists {

    private SortedLists() {}

    /** The place of the first element with a property that all behind it have, too; the end of the list if none has it. */
    public static <T> int first(List<T> sorted, Predicate<T> property) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (property.test(sorted.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
