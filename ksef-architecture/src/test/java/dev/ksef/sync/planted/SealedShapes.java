package dev.ksef.sync.planted;

/** Sealed types to be held against what was accepted. */
public final class SealedShapes {

    private SealedShapes() {}

    /** One subtype of it is sealed itself. */
    public sealed interface Shape permits Circle, Polygon {}

    /** A subtype. */
    public record Circle() implements Shape {}

    /** A sealed subtype. */
    public sealed interface Polygon extends Shape permits Square {}

    /** A subtype of a subtype. */
    public record Square() implements Polygon {}

    sealed interface Hidden permits Found {}

    record Found() implements Hidden {}
}
