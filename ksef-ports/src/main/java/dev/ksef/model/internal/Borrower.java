package dev.ksef.model.internal;

/** Is lent bytes, which it only reads, and of which it keeps nothing. Applications cannot make one: bytes are lent within this library. */
@FunctionalInterface
public interface Borrower<T> {

    /** Returns what it made of the bytes. */
    T use(byte[] bytes);
}
