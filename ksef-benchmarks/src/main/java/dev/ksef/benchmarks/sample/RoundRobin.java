package dev.ksef.benchmarks.sample;

import dev.ksef.model.Nip;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Takes one context after the other; all threads begin with the same. */
@State(Scope.Thread)
public class RoundRobin {

    private int at;

    /** The next one. */
    public Nip next(List<Nip> contexts) {
        at = at + 1 < contexts.size() ? at + 1 : 0;
        return contexts.get(at);
    }
}
