package dev.ksef.benchmarks;

import dev.ksef.benchmarks.sample.PretendKsef;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.model.Nip;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Who waits when tokens end under load? Eight callers ask for the tokens of 40 contexts in turn, 2000 times a second each
 * at most, from the tokens' first moment until a quarter of their life after their end, so that each is replaced once. A
 * refresh takes 100 ms. A caller waited if its call took half as long: a thread that merely lost its core does not
 * count, and the longest call is told beside.
 *
 * <p>The control has nothing to refresh in the background: there callers must wait, or the measure would be blind.
 *
 * <p>The score itself, the time of the whole run, says nothing.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(1)
public class TokenProviderExpiryBenchmark {

    private static final int CONTEXTS = 40;
    private static final int CALLERS = 8;
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int USUAL_BACKGROUND_THREADS = 4;

    /** 40 contexts whose tokens are about to be new. */
    @State(Scope.Benchmark)
    public static class Expiring {

        /** Whether tokens are refreshed ahead of their end, or by the callers. */
        @Param({"true", "false"})
        public boolean ahead;

        /** How long a token lives; for smoke tests it may be shorter. */
        @Param("8000")
        public int lifeMillis;

        private final List<Nip> contexts = PretendKsef.contexts(CONTEXTS);
        private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        private final ExecutorService background = Executors.newFixedThreadPool(USUAL_BACKGROUND_THREADS);
        private PretendKsef ksef = new PretendKsef(Duration.ZERO, Duration.ZERO);
        private TokenProvider provider = ksef.tokens().build();

        /** New tokens, replaced ahead in the last quarter of their life, and by callers in its last twentieth. */
        @Setup(Level.Iteration)
        public void signIn() {
            var life = Duration.ofMillis(lifeMillis);
            ksef = new PretendKsef(Duration.ZERO, life);
            ksef.refreshTakes(REFRESH);
            provider = ksef.tokens()
                    .margins(life.dividedBy(20), life.dividedBy(4))
                    .background(ahead ? background : null)
                    .build();
            contexts.forEach(provider::bearer);
        }

        /** The threads end. */
        @TearDown
        public void end() {
            callers.shutdownNow();
            background.shutdownNow();
        }

        private Calls call(int caller, long endNanos) {
            var calls = new Calls();
            for (int at = caller; System.nanoTime() < endNanos; at++) {
                Nip context = contexts.get(at % CONTEXTS);
                long begin = System.nanoTime();
                provider.bearer(context);
                calls.add(System.nanoTime() - begin);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return calls;
        }
    }

    /** What happened. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counts {

        /** Calls that were made. */
        public long calls;

        /** Calls that waited. */
        public long waited;

        /** The longest call. */
        public long longestMicros;

        /** How often KSeF was asked to sign in. */
        public long signIns;

        /** How often KSeF was asked for a refresh. */
        public long refreshes;
    }

    /** The whole run. */
    @Benchmark
    public void constantLoad(Expiring expiring, Counts counts) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + Duration.ofMillis(expiring.lifeMillis).toNanos() * 5 / 4;
        List<Future<Calls>> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> expiring.callers.submit(() -> expiring.call(caller * CONTEXTS / CALLERS, end)))
                .toList();
        for (Future<Calls> caller : callers) {
            Calls calls = caller.get();
            counts.calls += calls.count;
            counts.waited += calls.waited;
            counts.longestMicros = Math.max(counts.longestMicros, TimeUnit.NANOSECONDS.toMicros(calls.longestNanos));
        }
        counts.signIns = expiring.ksef.signIns();
        counts.refreshes = expiring.ksef.refreshes();
    }

    /** The calls of one caller. */
    private static final class Calls {

        private long count;
        private long waited;
        private long longestNanos;

        void add(long nanos) {
            count++;
            if (nanos >= REFRESH.toNanos() / 2) {
                waited++;
            }
            longestNanos = Math.max(longestNanos, nanos);
        }
    }
}
