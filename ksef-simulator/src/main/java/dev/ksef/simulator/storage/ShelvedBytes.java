package dev.ksef.simulator.storage;

/** Some bytes that a {@link ByteShelf} keeps. */
@FunctionalInterface
public interface ShelvedBytes {

    /** The bytes, which nobody may change. */
    byte[] bytes();
}
