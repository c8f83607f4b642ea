package dev.ksef.benchmarks;

import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.Nip;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a call cost that need not wait? It cannot cost less than finding its quota, looking at the clock and noting the
 * time under a lock: {@link FloorLimiter} does that and nothing else. The clock goes so fast that no quota is ever full.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RateLimiterBenchmark {

    private static final int CONTEXTS = 40;
    private static final int THREADS = 8;

    private final RateLimiter limiter = SlidingRateLimiter.of(new FastTime());
    private final FloorLimiter floor = new FloorLimiter(new FastTime());
    private final List<Nip> contexts = PretendKsef.contexts(CONTEXTS);
    private final Map<Nip, LimitedCall> calls =
            contexts.stream().collect(Collectors.toMap(each -> each, RateLimiterBenchmark::send));
    private final LimitedCall call = send(contexts.get(0));

    private static LimitedCall send(Nip context) {
        return new LimitedCall("TEST", context, RateLimitGroup.INVOICE_SEND, "POST /sessions/online/{ref}/invoices");
    }

    /** One thread and one quota, by the limiter. */
    @Benchmark
    public void oneQuotaOurs() throws InterruptedException {
        limiter.acquire(call, Deadline.NEVER);
    }

    /** The same by the floor. */
    @Benchmark
    public void oneQuotaJdk() {
        floor.acquire(call);
    }

    /** Many threads and quotas, by the limiter. */
    @Benchmark
    @Threads(THREADS)
    public void manyContextsOurs(RoundRobin turn) throws InterruptedException {
        limiter.acquire(of(turn.next(contexts)), Deadline.NEVER);
    }

    /** The same by the floor. */
    @Benchmark
    @Threads(THREADS)
    public void manyContextsJdk(RoundRobin turn) {
        floor.acquire(of(turn.next(contexts)));
    }

    private LimitedCall of(Nip context) {
        return Objects.requireNonNull(calls.get(context), "Each context has its call");
    }

    /** Finds the quota, looks at the clock, notes the time under a lock, and limits nothing. */
    private static final class FloorLimiter {

        private static final int RING = 256;

        private final Time time;
        private final Map<LimitedCall, Ring> rings = new ConcurrentHashMap<>();

        FloorLimiter(Time time) {
            this.time = time;
        }

        void acquire(LimitedCall call) {
            Ring ring = rings.get(call);
            if (ring == null) {
                ring = rings.computeIfAbsent(call, absent -> new Ring());
            }
            ring.note(time);
        }

        private static final class Ring {

            private final long[] times = new long[RING];
            private int next;

            synchronized void note(Time time) {
                times[next++ & RING - 1] = time.millis();
            }
        }
    }

    /** The machine's clock, a billion times as fast, so that what is read costs what it does. */
    private static final class FastTime implements Time {

        private static final long MILLIS_PER_NANO = 1_000;

        private final long start = System.nanoTime();

        @Override
        public long millis() {
            return (System.nanoTime() - start) * MILLIS_PER_NANO;
        }

        @Override
        public void sleepUntil(long atMillis) {
            while (millis() < atMillis) {
                Thread.onSpinWait();
            }
        }
    }
}
