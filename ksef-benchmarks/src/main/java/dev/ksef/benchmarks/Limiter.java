package dev.ksef.benchmarks;

import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.PretendKsef;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.Nip;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What does a call cost that need not wait? It cannot cost less than finding its quota, looking at the clock and noting the time
 * under a lock: {@link FloorLimiter} does that and nothing else. The clock goes so fast that no quota is ever full.
 */
public final class Limiter {

    private static final int CONTEXTS = 40;
    private static final int THREADS = 8;
    private static final int CALLS = 1_000;
    private static final int CALLS_OF_A_THREAD = 25_000;

    private final RateLimiter limiter = SlidingRateLimiter.of(new FastTime());
    private final FloorLimiter floor = new FloorLimiter(new FastTime());
    private final List<LimitedCall> calls =
            PretendKsef.contexts(CONTEXTS).stream().map(Limiter::send).toList();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Limiter() {}

    private static LimitedCall send(Nip context) {
        return new LimitedCall("TEST", context, RateLimitGroup.INVOICE_SEND, "POST /sessions/online/{ref}/invoices");
    }

    /** @param arguments those of the report */
    public static void main(String[] arguments) {
        Report report = Report.of(Limiter.class, arguments);
        new Limiter().compare(report);
        report.finish();
    }

    private void compare(Report report) {
        report.line("All figures are of 1 000 calls, and those of 8 threads of 200 000.");
        report.line("");
        InTurns.head(report);
        List<LimitedCall> one = calls.subList(0, 1);
        InTurns turns = new InTurns()
                .way("one quota", () -> ours(one, CALLS))
                .way("one quota, floor", () -> floor(one, CALLS))
                .way("40 contexts", () -> ours(calls, CALLS))
                .way("40 contexts, floor", () -> floor(calls, CALLS))
                .way("40 contexts, 8 threads", () -> onThreads(() -> ours(calls, CALLS_OF_A_THREAD)))
                .way("40 contexts, 8 threads, floor", () -> onThreads(() -> floor(calls, CALLS_OF_A_THREAD)))
                .measure();
        threads.shutdown();
        for (String name : List.of("one quota", "40 contexts", "40 contexts, 8 threads")) {
            turns.compare(report, name, name + ", floor", "at most 1.11", "");
        }
    }

    private int ours(List<LimitedCall> of, int count) throws InterruptedException {
        for (int i = 0, at = 0; i < count; i++) {
            limiter.acquire(of.get(at), Deadline.NEVER);
            at = at + 1 < of.size() ? at + 1 : 0;
        }
        return count;
    }

    private int floor(List<LimitedCall> of, int count) {
        for (int i = 0, at = 0; i < count; i++) {
            floor.acquire(of.get(at));
            at = at + 1 < of.size() ? at + 1 : 0;
        }
        return count;
    }

    private int onThreads(Callable<Integer> work) throws Exception {
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(work));
        }
        int count = 0;
        for (Future<Integer> each : all) {
            count += each.get();
        }
        return count;
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
