package dev.ksef.fa3.field;

/** One of the values that the schema lists for an element. */
public interface Code {

    /** Returns the value as it stands in the XML. */
    String text();
}
