package dev.ksef.domain.limit;

/**
 * What a waiting call finds when it looks whether its turn has come.
 *
 * @param atMillis until when to sleep, or from when on it could leave
 */
record QueueTurn(Turn turn, long atMillis) {

    /** What follows for the call. */
    enum Turn {
        /** It has left, and is counted. */
        LEFT,
        /** It is its turn, but too early. */
        SLEEP,
        /** It is another call's turn. */
        LISTEN,
        /** It is too late. */
        GIVE_UP
    }
}
