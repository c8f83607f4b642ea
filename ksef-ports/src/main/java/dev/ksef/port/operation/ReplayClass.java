package dev.ksef.port.operation;

/** When an operation may be repeated although nobody knows whether it was processed. */
public enum ReplayClass {
    /** It changes nothing: always. */
    SAFE,
    /** Done twice is the same as done once: always. */
    IDEMPOTENT,
    /** Only if it surely was not sent, or after looking whether it had been. */
    ONCE
}
