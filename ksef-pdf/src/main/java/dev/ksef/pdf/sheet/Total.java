package dev.ksef.pdf.sheet;

/**
 * The amount that the reader looks for first.
 *
 * @param label what it is
 * @param amount with its currency
 */
public record Total(Label label, String amount) implements Block {}
