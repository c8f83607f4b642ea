package dev.ksef.simulator.wire;

/** How much of an answer reaches the client. */
public enum ReplyDelivery {
    /** The whole answer. */
    WHOLE,
    /** The head and half of the body. Then the connection ends. */
    CUT,
    /** Nothing. The connection ends. */
    NONE,
    /** Nothing. The connection is reset, although the request may not have been read to its end. */
    RESET
}
