package dev.ksef.benchmarks.cli;

/** What a JVM takes to start and end. */
final class Empty {

    private Empty() {}

    public static void main(String[] arguments) {
        // Nothing, which is what is measured.
    }
}
