package dev.ksef.port.internal.content;

/** Writes values of one kind as bytes, and reads them again. */
public interface ContentFormat<T> {

    /** Returns the bytes of a value, which the caller overwrites after use. */
    byte[] write(T value);

    /** Reads a value from its bytes, which the caller overwrites after use. */
    T read(byte[] bytes);
}
