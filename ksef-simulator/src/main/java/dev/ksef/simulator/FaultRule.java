package dev.ksef.simulator;

import java.util.SplittableRandom;

/**
 * One rule of a {@link FaultPlan}. Its text form is {@code OPERATION[#CALLS]=FAULT}, such as {@code POST
 * /sessions/online/{referenceNumber}/invoices#3=503}.
 *
 * @param operation method and path as the API describes it, below {@code /v2}; {@code *} for each operation
 * @param calls which calls of that operation
 * @param fault what goes wrong with them
 */
public record FaultRule(String operation, AffectedCalls calls, Fault fault) {

    static final String EVERY_OPERATION = "*";

    /**
     * Reads the text form. Only the plan checks whether there is such an operation.
     *
     * @throws IllegalArgumentException if the text is no rule; the message is one line that says why
     */
    public static FaultRule parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("Not OPERATION[#CALLS]=FAULT: " + text);
        }
        String place = text.substring(0, equals).strip();
        int hash = place.indexOf('#');
        String operation = hash < 0 ? place : place.substring(0, hash);
        AffectedCalls calls = hash < 0
                ? AffectedCalls.all()
                : AffectedCalls.parse(place.substring(hash + 1).strip());
        return new FaultRule(
                operation, calls, Fault.parse(text.substring(equals + 1).strip()));
    }

    /** Whether the rule affects the call with this number. */
    boolean applies(String operationCalled, long number, long seed) {
        return (operation.equals(EVERY_OPERATION) || operation.equals(operationCalled))
                && calls.include(number, () -> draw(operationCalled, number, seed));
    }

    /**
     * Draws a number between 0 and 1. It depends only on rule, operation, number and seed, so that it is the same
     * whichever thread asks.
     */
    private double draw(String operationCalled, long number, long seed) {
        long mixed = seed;
        for (long part : new long[] {toString().hashCode(), operationCalled.hashCode(), number}) {
            mixed = new SplittableRandom(mixed ^ part).nextLong();
        }
        return new SplittableRandom(mixed).nextDouble();
    }

    /** The text form. */
    @Override
    public String toString() {
        String number = calls.toString();
        return operation + (number.isEmpty() ? "" : "#" + number) + "=" + fault;
    }
}
