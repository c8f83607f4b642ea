package dev.ksef.benchmarks.report;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Ways of doing the same, measured in turns in one JVM: all see the same machine, however busy it is with other work. What counts
 * is the processor time and the bytes allocated of all threads of Java; those of the compiler and the collector are in neither. A
 * ratio is the median of the ratios of neighbouring rounds.
 */
public final class InTurns {

    private static final int ROUNDS = 60;
    private static final long ROUND_NANOS = 40_000_000;
    private static final int WARM_UP_ROUNDS = 100;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<Way> ways = new ArrayList<>();
    private final int rounds;
    private final Blackhole sink = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    public InTurns() {
        this(ROUNDS);
    }

    /** @param rounds how often each has its turn, after {@code rounds} more to warm up */
    public InTurns(int rounds) {
        this.rounds = rounds;
    }

    /** One act; what it returns is kept from being optimised away. */
    public interface Act {
        Object once() throws Exception;
    }

    /** What one act cost in one round, on average. */
    private record Cost(double nanos, double bytes) {}

    private static final class Way {

        private final String name;
        private final Act act;
        private final List<Cost> costs = new ArrayList<>();
        private int acts = 1;

        Way(String name, Act act) {
            this.name = name;
            this.act = act;
        }
    }

    /** Adds a way. */
    public InTurns way(String name, Act act) {
        ways.add(new Way(name, act));
        return this;
    }

    /** Warms all of them up, then gives each its turn, round after round. */
    public InTurns measure() {
        for (int round = 0; round < Math.max(rounds, WARM_UP_ROUNDS); round++) {
            for (Way way : ways) {
                long nanos = round(way);
                if (nanos < ROUND_NANOS / 2 || nanos > ROUND_NANOS * 2) {
                    way.acts = (int) Math.max(1, Math.min(10L * way.acts, way.acts * ROUND_NANOS / Math.max(1, nanos)));
                }
            }
        }
        ways.forEach(way -> way.costs.clear());
        for (int round = 0; round < rounds; round++) {
            ways.forEach(this::round);
        }
        return this;
    }

    private long round(Way way) {
        long bytes = allocatedBytes();
        long nanos = processorNanos();
        try {
            for (int i = 0; i < way.acts; i++) {
                sink.consume(way.act.once());
            }
        } catch (Exception failed) {
            throw new IllegalStateException(way.name + " failed", failed);
        }
        long took = processorNanos() - nanos;
        long allocated = allocatedBytes() - bytes;
        way.costs.add(new Cost((double) took / way.acts, (double) allocated / way.acts));
        return took;
    }

    private long processorNanos() {
        return Arrays.stream(threads.getThreadCpuTime(threads.getAllThreadIds()))
                .filter(nanos -> nanos > 0)
                .sum();
    }

    private long allocatedBytes() {
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    /** Adds the head of a table to a report, for {@link #compare}. */
    public static void head(Report report) {
        report.row(
                "what",
                "beside",
                "processor time",
                "target",
                "bytes",
                "target",
                "µs of one",
                "beside",
                "B of one",
                "beside");
        report.line("|---|---|---|---|---|---|---|---|---|---|");
    }

    /**
     * Adds one way beside another to a report.
     *
     * @param mostTime the ratio to be reached; empty for none
     * @param mostBytes the ratio to be reached; empty for none
     */
    public void compare(Report report, String name, String beside, String mostTime, String mostBytes) {
        Way ours = named(name);
        Way base = named(beside);
        report.row(
                name,
                beside,
                number("%.2f", ratio(ours, base, Cost::nanos)),
                mostTime,
                number("%.2f", ratio(ours, base, Cost::bytes)),
                mostBytes,
                number("%.1f", median(ours, Cost::nanos) / 1_000),
                number("%.1f", median(base, Cost::nanos) / 1_000),
                number("%.0f", median(ours, Cost::bytes)),
                number("%.0f", median(base, Cost::bytes)));
    }

    private Way named(String name) {
        return ways.stream().filter(way -> way.name.equals(name)).findFirst().orElseThrow();
    }

    private static double ratio(Way ours, Way base, ToDoubleFunction<Cost> of) {
        double[] ratios = new double[ours.costs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of.applyAsDouble(ours.costs.get(i)) / of.applyAsDouble(base.costs.get(i));
        }
        return median(ratios);
    }

    private static double median(Way way, ToDoubleFunction<Cost> of) {
        return median(way.costs.stream().mapToDouble(of).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
