package dev.ksef.simulator.wire;

/** How much of an answer reaches the client. */
public enum ReplyDelivery {
    /** All of it. */
    WHOLE,
    /** Its head and half of its body; then the connection ends. */
    CUT,
    /** Nothing: the connection ends. */
    NONE
}
