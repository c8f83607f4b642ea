package dev.ksef.port.operation;

/** Says when an operation may be repeated if it is unknown whether KSeF processed it. */
public enum ReplayClass {
    /** Always: it changes nothing. */
    SAFE,
    /** Always: done twice it has the same effect as done once. */
    IDEMPOTENT,
    /** Only if it was certainly not sent, or after a check that it was not processed. */
    ONCE
}
