package dev.ksef.fa3.internal;

/** Thrown by a type whose value is wrong; who knows the element turns it into an exception for users. */
final class Mismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes one with the end of a sentence that begins with the element. */
    Mismatch(String problem) {
        super(problem, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
