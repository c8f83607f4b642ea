package dev.ksef.sync.planted;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Keeps NOTHING_IS_PRINTED. */
record WritesWhereItIsTold(PrintStream out) {

    void write(Exception failure, PrintWriter writer) {
        out.print(System.lineSeparator() + System.getProperty("user.dir"));
        failure.printStackTrace(writer);
    }
}
