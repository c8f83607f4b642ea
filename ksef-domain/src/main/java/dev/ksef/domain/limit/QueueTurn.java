package dev.ksef.domain.limit;

/**
 * The position of a waiting call in its queue, and what the call does next.
 *
 * @param atMillis the end of the sleep, or the earliest time at which the call can be sent
 */
record QueueTurn(Turn turn, long atMillis) {

    /** What the call does next. */
    enum Turn {
        /** The call is sent and counted. */
        LEFT,
        /** It is its turn, but it must sleep first. */
        SLEEP,
        /** It is another call's turn; it waits for a signal. */
        LISTEN,
        /** It is its turn, but others have to be asked first. */
        ASK,
        /** It looks again at once: others have been asked. */
        AGAIN,
        /** It cannot be sent by its deadline, and gives up. */
        GIVE_UP
    }
}
