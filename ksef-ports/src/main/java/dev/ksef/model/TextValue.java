package dev.ksef.model;

/**
 * A value that is sent as one text: as a string in JSON, unchanged in a path or query. Enums of the protocol are text values
 * too.
 */
public interface TextValue {

    /** Returns the text exactly as it is sent. */
    String value();
}
