package dev.ksef.domain.auth;

import static dev.ksef.domain.auth.StressedSlot.FAILED;
import static dev.ksef.domain.auth.StressedSlot.NO_TOKEN;

import dev.ksef.domain.internal.SingleFlight;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Collisions of two acts on one slot, for jcstress, which {@link TokenSlotStressTest} runs. What tokens are called: 1xx were
 * signed in for, 2xx refreshed, 300 is stale, 400 was seeded, -1 is none, -2 a failure.
 */
public final class TokenSlotStress {

    private TokenSlotStress() {}

    @JCStressTest
    @Outcome(id = "101, 101, 1", expect = Expect.ACCEPTABLE, desc = "one sign-in for both")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class TwoCallersOfAnEmptySlot {

        private final StressedSlot slot = new StressedSlot();

        @Actor
        public void one(III_Result result) {
            result.r1 = slot.bearer();
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = slot.bearer();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = slot.signIns.get();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nobody gets what it rejected")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class TwoCallersWhoseTokensAreRefused {

        private final StressedSlot slot = new StressedSlot().seed(400);

        @Actor
        public void one(II_Result result) {
            result.r1 = again();
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = again();
        }

        private int again() {
            int first = slot.bearer();
            slot.slot.rejected(StressedSlot.access(first));
            int second = slot.bearer();
            slot.slot.rejected(StressedSlot.access(second));
            int third = slot.bearer();
            return first == second || second == third || first == third ? 1 : 0;
        }
    }

    @JCStressTest
    @Outcome(id = "201, 201, 1", expect = Expect.ACCEPTABLE, desc = "the new token stays")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class LateRefusalOfAnOldToken {

        private final StressedSlot slot = new StressedSlot().seed(400);
        private final AccessToken old = StressedSlot.access(400);

        @Actor
        public void renews(III_Result result) {
            slot.slot.rejected(old);
            result.r1 = slot.bearer();
        }

        @Actor
        public void late() {
            slot.slot.rejected(old);
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = slot.held();
            result.r3 = slot.refreshes.get();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"101, 400, 400", "400, 400, 400"},
            expect = Expect.ACCEPTABLE,
            desc = "the seed stays")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class SeedAndSignIn {

        private final StressedSlot slot = new StressedSlot();

        @Actor
        public void caller(III_Result result) {
            result.r1 = slot.bearer();
        }

        @Actor
        public void seeds() {
            slot.seed(400);
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = slot.held();
            result.r3 = slot.stored();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"201, 400, 400", "400, 400, 400"},
            expect = Expect.ACCEPTABLE,
            desc = "the seed stays")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class SeedAndRefresh {

        private final StressedSlot slot = new StressedSlot().stale();

        @Actor
        public void caller(III_Result result) {
            result.r1 = slot.bearer();
        }

        @Actor
        public void seeds() {
            slot.seed(400);
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = slot.held();
            result.r3 = slot.stored();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"201, -1, -1", "101, 101, 101"},
            expect = Expect.ACCEPTABLE,
            desc = "all or nothing of it is forgotten")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class InvalidationAndRefresh {

        private final StressedSlot slot = new StressedSlot().stale();

        @Actor
        public void caller(III_Result result) {
            result.r1 = slot.bearer();
        }

        @Actor
        public void invalidates() {
            slot.slot.invalidate();
        }

        @Arbiter
        public void after(III_Result result) {
            result.r2 = slot.held();
            result.r3 = slot.stored();
        }
    }

    @JCStressTest
    @Outcome(id = "-2, -1, -1, 1", expect = Expect.ACCEPTABLE, desc = "the sign-in fails, and its session is closed")
    @Outcome(id = "101, -1, -1, 1", expect = Expect.ACCEPTABLE, desc = "signed in, then out")
    @Outcome(id = "101, 101, 101, 0", expect = Expect.ACCEPTABLE, desc = "signed out of nothing, then in")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class SignOutAndSignIn {

        private final StressedSlot slot = new StressedSlot();

        @Actor
        public void caller(IIII_Result result) {
            result.r1 = slot.bearer();
        }

        @Actor
        public void leaves() {
            slot.slot.signOut(Deadline.NEVER);
        }

        @Arbiter
        public void after(IIII_Result result) {
            result.r2 = slot.held();
            result.r3 = slot.stored();
            result.r4 = slot.closed.get();
        }
    }

    @JCStressTest
    @Outcome(id = "201, -1, -1, 1", expect = Expect.ACCEPTABLE, desc = "refreshed, then ended")
    @Outcome(id = "101, 101, 101, 1", expect = Expect.ACCEPTABLE, desc = "ended, then signed in")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class SignOutAndRefresh {

        private final StressedSlot slot = new StressedSlot().stale();

        @Actor
        public void caller(IIII_Result result) {
            result.r1 = slot.bearer();
        }

        @Actor
        public void leaves() {
            slot.slot.signOut(Deadline.NEVER);
        }

        @Arbiter
        public void after(IIII_Result result) {
            result.r2 = slot.held();
            result.r3 = slot.stored();
            result.r4 = slot.closed.get();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the same tokens for both")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class TwoCallersAtTheMomentOfASweep {

        private final IdleSlots idle = new IdleSlots();

        @Actor
        public void sweepsAndAsks(III_Result result) {
            idle.sweep();
            result.r1 = idle.slots.get(IdleSlots.KEY) == idle.held ? 1 : 0;
        }

        @Actor
        public void asks(III_Result result) {
            result.r2 = idle.slots.usual(IdleSlots.KEY) == idle.held ? 1 : 0;
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = idle.made.get();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "what is asked for stays in memory")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class OneCallerAtTheMomentOfASweep {

        private final IdleSlots idle = new IdleSlots();

        @Actor
        public void sweeps() {
            idle.sweep();
        }

        @Actor
        public void asks(II_Result result) {
            result.r1 = idle.slots.usual(IdleSlots.KEY) == idle.held ? 1 : 0;
        }

        @Arbiter
        public void after(II_Result result) {
            result.r2 = (int) idle.slots.inUse();
        }
    }

    /** Slots whose only tokens are due to be swept, though somebody holds them. */
    private static final class IdleSlots {

        static final TokenKey KEY = new TokenKey("TEST", Nip.of("5265877635"), CredentialsId.of("main"));
        private static final long IDLE_MILLIS = 1_000;

        final AtomicInteger made = new AtomicInteger();
        private final StressedSlot tokens = new StressedSlot();
        final TokenCache slots = new TokenCache(key -> made(), IDLE_MILLIS);
        final ContextTokens held = slots.usual(KEY);

        IdleSlots() {
            tokens.pass(2 * IDLE_MILLIS);
        }

        void sweep() {
            slots.sweep(tokens.millis());
        }

        private ContextTokens made() {
            return made.incrementAndGet() == 1 ? tokens.slot : new StressedSlot().slot;
        }
    }

    @JCStressTest
    @Outcome(
            id = {"1, 1, 1", "1, 2, 2", "2, 1, 2"},
            expect = Expect.ACCEPTABLE,
            desc = "who joins gets the result")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class OneFlight {

        private final SingleFlight<Integer> flight = new SingleFlight<>("flying", Time.system());
        private final AtomicInteger runs = new AtomicInteger();

        @Actor
        public void one(III_Result result) {
            result.r1 = fly(flight, runs::incrementAndGet);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = fly(flight, runs::incrementAndGet);
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = runs.get();
        }
    }

    @JCStressTest
    @Outcome(
            id = {"-2, -2, 1", "-2, -2, 2"},
            expect = Expect.ACCEPTABLE,
            desc = "who joins gets the failure")
    @Outcome(expect = Expect.FORBIDDEN)
    @State
    public static class OneFailingFlight {

        private final SingleFlight<Integer> flight = new SingleFlight<>("flying", Time.system());
        private final AtomicInteger runs = new AtomicInteger();

        @Actor
        public void one(III_Result result) {
            result.r1 = fly(flight, this::fail);
        }

        @Actor
        public void other(III_Result result) {
            result.r2 = fly(flight, this::fail);
        }

        @Arbiter
        public void after(III_Result result) {
            result.r3 = runs.get();
        }

        private int fail() {
            throw new KsefException("run " + runs.incrementAndGet());
        }
    }

    /** A lost wake-up shows as a deadline, which is no outcome of these. */
    private static int fly(SingleFlight<Integer> flight, Supplier<Integer> work) {
        try {
            return flight.result(Deadline.after(Duration.ofSeconds(20), Time.system()), work);
        } catch (KsefDeadlineException lost) {
            return NO_TOKEN;
        } catch (KsefException failed) {
            return FAILED;
        }
    }
}
