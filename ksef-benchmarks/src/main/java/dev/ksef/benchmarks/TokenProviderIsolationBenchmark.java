package dev.ksef.benchmarks;

import dev.ksef.benchmarks.sample.PretendKsef;
import dev.ksef.benchmarks.sample.RoundRobin;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does anybody notice that somebody else signs in? 39 contexts have their tokens and are asked for them by all cores,
 * while a 40th signs in again and again, for 1 s each time. The control is the same without the 40th.
 *
 * <p>Scores are histograms of single calls: the tail counts, not the mean.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@Threads(Threads.MAX)
public class TokenProviderIsolationBenchmark {

    private static final int WARM_CONTEXTS = 39;

    /** 39 contexts that have their tokens. */
    @State(Scope.Benchmark)
    public static class Warm {

        final PretendKsef ksef = new PretendKsef(Duration.ZERO, Duration.ofHours(6));
        final TokenProvider provider = ksef.tokens().build();
        final List<Nip> contexts = PretendKsef.contexts(WARM_CONTEXTS);

        /** Gets their tokens. */
        @Setup
        public void signIn() {
            contexts.forEach(provider::bearer);
        }
    }

    /** The same, and one that signs in all the time. */
    @State(Scope.Benchmark)
    public static class Disturbed extends Warm {

        private final Nip other = PretendKsef.contexts(WARM_CONTEXTS + 1).get(WARM_CONTEXTS);
        private final Thread signingIn = new Thread(this::keepSigningIn, "signing in");

        /** The 40th begins, once the others have their tokens: JMH prepares what is inherited first. */
        @Setup
        public void disturb() {
            ksef.signInTakes(Duration.ofSeconds(1));
            signingIn.start();
        }

        private void keepSigningIn() {
            while (!Thread.currentThread().isInterrupted()) {
                provider.bearer(other);
                provider.invalidate(other);
            }
        }

        /** Without sign-ins it would be a second control. */
        @TearDown
        public void end() throws InterruptedException {
            signingIn.interrupt();
            signingIn.join();
            if (ksef.signIns() <= WARM_CONTEXTS) {
                throw new IllegalStateException("Nobody signed in meanwhile");
            }
        }
    }

    /** Nobody signs in. */
    @Benchmark
    public AccessToken control(Warm warm, RoundRobin robin) {
        return warm.provider.bearer(robin.next(warm.contexts));
    }

    /** A 40th context signs in. */
    @Benchmark
    public AccessToken whileAnotherSignsIn(Disturbed disturbed, RoundRobin robin) {
        return disturbed.provider.bearer(robin.next(disturbed.contexts));
    }
}
