package dev.ksef.fa3.internal;

/**
 * A type of texts of the schema. Immutable.
 *
 * @param <T> what such a text is in Java
 */
public interface ValueType<T> {

    /** Reads a text, which is not yet without white space that does not count. Throws a {@link Mismatch} if it is wrong. */
    T parse(String text);

    /** Returns a value in the form in which it is kept. Throws a {@link Mismatch} if it is wrong. */
    T checked(T value);
}
