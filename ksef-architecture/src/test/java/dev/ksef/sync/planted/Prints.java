package dev.ksef.sync.planted;

import java.io.FileDescriptor;
import java.util.function.Consumer;

/** Each method breaks NOTHING_IS_PRINTED in another way. */
final class Prints {

    void out() {
        System.out.println();
    }

    void err() {
        System.err.printf("%n");
    }

    Consumer<Object> outByReference() {
        return System.out::println;
    }

    Runnable errInALambda() {
        return () -> System.err.println();
    }

    void stackTrace(Exception failure) {
        failure.printStackTrace();
    }

    Consumer<Exception> stackTraceByReference() {
        return Exception::printStackTrace;
    }

    void stack() {
        Thread.dumpStack();
    }

    Object console() {
        return System.console();
    }

    Object descriptor() {
        return FileDescriptor.out;
    }
}
