package dev.ksef.domain.limit;

/**
 * How many calls a node has granted beyond those that wait: the more, the more steadily it makes them. Only while all windows are
 * far from full, since a call that was granted and is not made is lost to all nodes. After such a loss it takes no more ahead until
 * it has made so many calls that the loss is a small part of them.
 */
final class CallsAhead {

    /** With so many, asking costs little beside the rest. */
    static final int MOST = 64;

    /** No more than one in so many of those that the windows still have room for. KSeF's own limits have none for any, therefore. */
    static final int ROOM_FOR_ONE = 100;

    /** How many calls make up for one that was lost. */
    static final int MADE_FOR_ONE_LOST = 32;

    private int next;
    private int owed;

    /**
     * How many to ask for.
     *
     * @param room for so many calls the windows have room
     */
    int next(int room) {
        return owed > 0 ? 0 : Math.min(next, Math.max(0, room) / ROOM_FOR_ONE);
    }

    /** All that was granted has been used, and more is needed while it would still be good. */
    void usedUp() {
        next = Math.min(MOST, Math.max(1, 2 * next));
    }

    /** So many of those granted were not used in time, maybe none. */
    void lost(int calls) {
        next = 0;
        owed += MADE_FOR_ONE_LOST * calls;
    }

    /** So many were granted. */
    void granted(int calls) {
        owed = Math.max(0, owed - calls);
    }
}
