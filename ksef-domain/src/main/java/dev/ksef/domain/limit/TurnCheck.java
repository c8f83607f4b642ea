package dev.ksef.domain.limit;

/**
 * What somebody who waits finds when it looks.
 *
 * @param atMillis until when to sleep, or from when on it could leave
 */
record TurnCheck(Turn turn, long atMillis) {

    /** What follows. */
    enum Turn {
        /** It has left, and is counted. */
        LEFT,
        /** It is its turn, but too early. */
        SLEEP,
        /** It is somebody else's turn. */
        LISTEN,
        /** It is too late. */
        GIVE_UP
    }
}
