package dev.ksef.model;

/**
 * A value that travels as one piece of text: in JSON as a string, in a path or query as itself. Enums of the protocol
 * are text values too.
 */
public interface TextValue {

    /** Returns the text exactly as it travels. */
    String value();
}
