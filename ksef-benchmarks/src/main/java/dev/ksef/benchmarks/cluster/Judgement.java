package dev.ksef.benchmarks.cluster;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What has to be so, and whether it is. */
final class Judgement {

    private final PrintStream out;
    private final List<String> failed = new ArrayList<>();

    Judgement(PrintStream out) {
        this.out = out;
    }

    void require(String what, String measured, boolean met) {
        out.println((met ? "  met      " : "  NOT MET  ") + what + ": " + measured);
        if (!met) {
            failed.add(what);
        }
    }

    boolean isMet() {
        return failed.isEmpty();
    }
}
