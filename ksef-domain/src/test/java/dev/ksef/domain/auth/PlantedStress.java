package dev.ksef.domain.auth;

import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A slot that looks before it forgets, in two steps: what {@link TokenSlotStressTest} must see fail. */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the new token stays")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class PlantedStress {

    private final AtomicReference<Integer> held = new AtomicReference<>(1);

    @Actor
    public void renews() {
        held.set(2);
    }

    @Actor
    public void late() {
        if (held.get() == 1) {
            held.set(0);
        }
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = held.get();
    }
}
