package dev.ksef.domain.limit;

import java.util.Arrays;

/** When the latest calls left, as many as limits ask for: a ring that grows as it fills. Not thread-safe. */
final class DepartureTimes {

    private static final int FIRST_SIZE = 8;

    private long[] ring;
    private int next;
    private int size;

    DepartureTimes() {
        this(new long[0]);
    }

    /** Those times, in order. */
    private DepartureTimes(long[] times) {
        ring = times;
        size = times.length;
    }

    int size() {
        return size;
    }

    /** When the n-th last call left; there must be so many. */
    long last(int n) {
        int at = next - n;
        return ring[at < 0 ? at + ring.length : at];
    }

    /** Tells whether so many calls can be added without more room and nothing be lost that is wanted. */
    boolean hasRoom(int calls, int depth, long sinceMillis) {
        int kept = ring.length - calls;
        return kept >= 0 && (ring.length >= depth || size <= kept || last(kept + 1) < sinceMillis);
    }

    /**
     * Adds a call as the latest; of the older ones at least so many in all are kept, but no room is made for those that left
     * before the given instant.
     */
    void add(long atMillis, int depth, long sinceMillis) {
        if (size == ring.length && size < depth && (size == 0 || last(size) >= sinceMillis)) {
            resize(Math.min(depth, Math.max(FIRST_SIZE, 2 * size)));
        }
        if (ring.length > 0) {
            add(atMillis);
        }
    }

    /** Adds a call as the latest, also by a clock that went back. There must be some room, and the oldest may be forgotten. */
    void add(long atMillis) {
        ring[next] = size == 0 ? atMillis : Math.max(atMillis, last(1));
        next = next + 1 == ring.length ? 0 : next + 1;
        if (size < ring.length) {
            size++;
        }
    }

    /** Adds calls that left before now, in whatever order; nothing is forgotten for it. */
    void merge(long[] others) {
        long[] all = Arrays.copyOf(others, others.length + size);
        System.arraycopy(inOrder(), 0, all, others.length, size);
        Arrays.sort(all);
        ring = all;
        size = all.length;
        next = 0;
    }

    void clear() {
        ring = new long[0];
        size = 0;
        next = 0;
    }

    /** Returns the times from the given one on, in order. */
    long[] since(long atMillis) {
        return Arrays.stream(inOrder()).filter(at -> at >= atMillis).toArray();
    }

    /** How many left from the given time on. */
    int countSince(long atMillis) {
        int fewest = 0;
        int most = size;
        while (fewest < most) {
            int middle = (fewest + most + 1) / 2;
            if (last(middle) >= atMillis) {
                fewest = middle;
            } else {
                most = middle - 1;
            }
        }
        return fewest;
    }

    DepartureTimes copy() {
        return new DepartureTimes(inOrder());
    }

    private void resize(int capacity) {
        ring = Arrays.copyOf(inOrder(), capacity);
        next = size;
    }

    private long[] inOrder() {
        long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            times[i] = last(size - i);
        }
        return times;
    }
}
