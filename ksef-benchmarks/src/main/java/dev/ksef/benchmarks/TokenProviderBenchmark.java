package dev.ksef.benchmarks;

import dev.ksef.benchmarks.sample.PretendKsef;
import dev.ksef.benchmarks.sample.RoundRobin;
import dev.ksef.domain.auth.ContextTokens;
import dev.ksef.domain.auth.TokenProvider;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a token cost that is there already? It cannot cost less than finding it by its context and looking at the
 * clock: {@link #mapAndClockRead} and {@link #clockRead} are those floors. And what do the first tokens of many contexts
 * cost, while nobody has any?
 *
 * <p>Scores are times per call as the caller sees it, on however many threads.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TokenProviderBenchmark {

    private static final int COLD_CONTEXTS = 100;
    private static final int WARM_CONTEXTS = 40;
    private static final Duration LIFE = Duration.ofHours(6);

    /** Contexts that all have a fresh token. */
    @State(Scope.Benchmark)
    public static class Warm {

        private final TokenProvider provider =
                new PretendKsef(Duration.ZERO, LIFE).tokens().build();
        private final List<Nip> contexts = PretendKsef.contexts(WARM_CONTEXTS);
        private final Nip context = contexts.get(0);
        private final ContextTokens bound = provider.of(context);
        private final Deadline deadline = Deadline.NEVER;
        private final Map<ContextIdentifier, AccessToken> map = new ConcurrentHashMap<>();
        private final Time time = Time.system();

        /** Gets their tokens. */
        @Setup
        public void signIn() {
            contexts.forEach(each -> map.put(each, provider.bearer(each)));
        }
    }

    /** Contexts without tokens, for which signing in takes 5 ms. */
    @State(Scope.Benchmark)
    public static class Cold {

        private final List<Nip> contexts = PretendKsef.contexts(COLD_CONTEXTS);
        private PretendKsef ksef = new PretendKsef(Duration.ofMillis(5), LIFE);
        private TokenProvider provider = ksef.tokens().build();

        /** A provider that knows nothing, for each iteration. */
        @Setup(Level.Iteration)
        public void forget() {
            ksef = new PretendKsef(Duration.ofMillis(5), LIFE);
            provider = ksef.tokens().build();
        }

        /** Each context signs in once at most. */
        @TearDown(Level.Iteration)
        public void count() {
            if (ksef.signIns() > COLD_CONTEXTS) {
                throw new IllegalStateException(ksef.signIns() + " sign-ins for " + COLD_CONTEXTS + " contexts");
            }
        }
    }

    /** As many threads as contexts, none of which has tokens; signing in takes 100 ms. */
    @State(Scope.Benchmark)
    public static class Stampede {

        private final List<Nip> contexts = PretendKsef.contexts(COLD_CONTEXTS);
        private final ExecutorService threads = Executors.newFixedThreadPool(COLD_CONTEXTS);
        private PretendKsef ksef = new PretendKsef(Duration.ofMillis(100), LIFE);
        private TokenProvider provider = ksef.tokens().build();
        private CountDownLatch start = new CountDownLatch(1);
        private CountDownLatch end = new CountDownLatch(COLD_CONTEXTS);

        /** The threads stand at the line. */
        @Setup(Level.Invocation)
        public void line() throws InterruptedException {
            ksef = new PretendKsef(Duration.ofMillis(100), LIFE);
            provider = ksef.tokens().build();
            start = new CountDownLatch(1);
            end = new CountDownLatch(COLD_CONTEXTS);
            var ready = new CountDownLatch(COLD_CONTEXTS);
            contexts.forEach(context -> threads.execute(() -> run(context, ready)));
            ready.await();
        }

        private void run(Nip context, CountDownLatch ready) {
            ready.countDown();
            try {
                start.await();
                provider.bearer(context);
                end.countDown();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /** Each context signed in exactly once. */
        @TearDown(Level.Invocation)
        public void count() {
            if (ksef.signIns() != COLD_CONTEXTS) {
                throw new IllegalStateException(ksef.signIns() + " sign-ins for " + COLD_CONTEXTS + " contexts");
            }
        }

        /** The threads end. */
        @TearDown
        public void end() {
            threads.shutdownNow();
        }
    }

    /** The floor of a bound view: one look at the clock. */
    @Benchmark
    public long clockRead(Warm warm) {
        return warm.time.millis();
    }

    /** The floor of the provider: the same key found in a map, and one look at the clock. */
    @Benchmark
    public @Nullable AccessToken mapAndClockRead(Warm warm, Blackhole sink) {
        AccessToken found = warm.map.get(warm.context);
        sink.consume(warm.time.millis());
        return found;
    }

    /** The token of one context. */
    @Benchmark
    public AccessToken sequential(Warm warm) {
        return warm.provider.bearer(warm.context);
    }

    /** The token of one context through a bound view, which looks nothing up. */
    @Benchmark
    public AccessToken sequentialBound(Warm warm) {
        return warm.bound.bearer(warm.deadline);
    }

    /** One context, asked by all cores. */
    @Benchmark
    @Threads(Threads.MAX)
    public AccessToken parallelSameContext(Warm warm) {
        return warm.provider.bearer(warm.context);
    }

    /** 40 contexts, asked by all cores. */
    @Benchmark
    @Threads(Threads.MAX)
    public AccessToken parallelManyContextsWarm(Warm warm, RoundRobin robin) {
        return warm.provider.bearer(robin.next(warm.contexts));
    }

    /** 100 contexts, asked by all cores for 1 s, which begins with their sign-ins of 5 ms: their cost, spread over all calls. */
    @Benchmark
    @Threads(Threads.MAX)
    @Warmup(iterations = 2, time = 1)
    public AccessToken parallelManyContextsColdAmortised(Cold cold, RoundRobin robin) {
        return cold.provider.bearer(robin.next(cold.contexts));
    }

    /** 100 contexts, asked once by 100 threads, each sign-in taking 100 ms: from the first call to the last token. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 3)
    @Measurement(iterations = 10)
    public void parallelManyContextsColdSingleShot(Stampede stampede) throws InterruptedException {
        stampede.start.countDown();
        stampede.end.await();
    }
}
