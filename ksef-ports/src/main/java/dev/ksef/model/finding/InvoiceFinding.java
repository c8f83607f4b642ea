package dev.ksef.model.finding;

import java.util.Objects;

/**
 * One place where an invoice breaks a rule. It tells what is wrong, but never quotes the invoice.
 *
 * @param rule the broken rule
 * @param severity whether KSeF would refuse it
 * @param line from 1
 * @param column from 1, in characters: where the value or the wrong bytes begin, or where the parser stopped
 * @param message what is wrong
 * @param remedy what to do about it
 */
public record InvoiceFinding(InvoiceRule rule, Severity severity, int line, int column, String message, String remedy) {

    /** What a finding means for the invoice. */
    public enum Severity {
        /** KSeF would refuse the invoice, so it is not sent. */
        ERROR,
        /** The invoice is sent, but somebody should know. */
        WARNING
    }

    public InvoiceFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Returns rule, place and problem in one line. */
    @Override
    public String toString() {
        return rule + " at " + line + ":" + column + ": " + message;
    }
}
