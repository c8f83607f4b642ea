package dev.ksef.simulator;

/** How much of an answer reaches the client. */
enum Delivery {
    /** All of it. */
    WHOLE,
    /** Its head and half of its body; then the connection ends. */
    CUT,
    /** Nothing: the connection ends. */
    NONE
}
