package dev.ksef.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What the benchmarks of the token provider came to, as the table that {@code docs/benchmarks.md} shows: each figure
 * beside its floor or control of the same run, and beside what is to be reached.
 */
public final class TokenFigures {

    private static final double TAIL = 99.9;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, RunResult> results = new TreeMap<>();
    private final List<String> rows = new ArrayList<>();

    private TokenFigures(Collection<RunResult> all) {
        all.forEach(result -> results.put(name(result), result));
    }

    /** The figures among these results; those whose floor was not measured are left out. */
    public static TokenFigures of(Collection<RunResult> results) {
        var figures = new TokenFigures(results);
        figures.perCall("sequential", "mapAndClockRead", "at most 1.15");
        figures.perCall("sequentialBound", "clockRead", "at most 1.2");
        figures.perCall("parallelSameContext", "sequential", "");
        figures.perCall("parallelManyContextsWarm", "sequential", "at most 1.3");
        figures.perCall("parallelManyContextsWarm", "parallelSameContext", "");
        figures.perCall("parallelManyContextsColdAmortised", "parallelManyContextsWarm", "");
        figures.singleShot();
        figures.isolation();
        figures.expiry("true", "no caller waits, 1 refresh per context");
        figures.expiry("false", "control: callers wait");
        return figures;
    }

    /** Adds the table to a report, if there are figures. */
    public void addTo(Report report) {
        if (!rows.isEmpty()) {
            report.row("benchmark", "beside", "ratio", "target", "measured", "beside measured", "B/op");
            report.line("|---|---|---|---|---|---|---|");
            rows.forEach(report::line);
        }
    }

    private void perCall(String ours, String floor, String target) {
        RunResult own = results.get("TokenProviderBenchmark." + ours);
        RunResult other = results.get("TokenProviderBenchmark." + floor);
        if (own != null && other != null) {
            double ratio = score(own) / score(other);
            row(ours, floor, number("%.2f", ratio), target, perCall(own), perCall(other), allocated(own));
        }
    }

    /** The benchmark itself fails unless there were exactly 100 sign-ins. */
    private void singleShot() {
        RunResult own = results.get("TokenProviderBenchmark.parallelManyContextsColdSingleShot");
        if (own != null) {
            String longest = number(
                    "longest %.0f ms", own.getPrimaryResult().getStatistics().getMax());
            row(
                    "parallelManyContextsColdSingleShot",
                    "one sign-in of 100 ms",
                    number("%.2f", score(own) / 100),
                    "below 2.5, exactly 100 sign-ins",
                    number("%.0f ms, ", score(own)) + longest + ", 100 sign-ins",
                    "100 ms",
                    "");
        }
    }

    private void isolation() {
        RunResult own = results.get("TokenProviderIsolationBenchmark.whileAnotherSignsIn");
        RunResult control = results.get("TokenProviderIsolationBenchmark.control");
        if (own != null && control != null) {
            row(
                    "whileAnotherSignsIn, p99.9",
                    "control, p99.9",
                    number("%.2f", tail(own) / tail(control)),
                    "at most 1.5",
                    percentiles(own),
                    percentiles(control),
                    allocated(own));
        }
    }

    private void expiry(String ahead, String target) {
        results.forEach((name, own) -> {
            if (!name.startsWith("TokenProviderExpiryBenchmark.constantLoad ahead=" + ahead)) {
                return;
            }
            row(
                    "constantLoad, " + (ahead.equals("true") ? "refreshed ahead" : "nothing in the background"),
                    "40 contexts",
                    number("%.2f refreshes", count(own, "refreshes") / 40),
                    target,
                    number("%.0f of ", count(own, "waited"))
                            + number("%.0f calls waited", count(own, "calls"))
                            + number(", longest call %.1f ms", count(own, "longestMicros") / 1000)
                            + number(", %.0f sign-ins", count(own, "signIns"))
                            + number(", %.0f refreshes", count(own, "refreshes")),
                    "",
                    "");
        });
    }

    private void row(String... cells) {
        rows.add("| " + String.join(" | ", cells) + " |");
    }

    private static String perCall(RunResult result) {
        int threads = result.getParams().getThreads();
        String each = number("%.1f ns", score(result));
        return threads == 1
                ? each
                : each + " on " + threads + " threads" + number(", so one each %.1f ns", score(result) / threads);
    }

    private static String percentiles(RunResult result) {
        var statistics = result.getPrimaryResult().getStatistics();
        return number("p50 %.0f", statistics.getPercentile(50))
                + number(", p99 %.0f", statistics.getPercentile(99))
                + number(", p99.9 %.0f", statistics.getPercentile(TAIL))
                + number(", p99.99 %.0f", statistics.getPercentile(99.99))
                + number(", max %.0f ns", statistics.getMax());
    }

    private static double tail(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(TAIL);
    }

    private static String allocated(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ALLOCATED))
                .map(entry -> number("%.2f", entry.getValue().getScore()))
                .findFirst()
                .orElse("");
    }

    private static double count(RunResult result, String counter) {
        Result<?> counted = result.getSecondaryResults().get(counter);
        return counted == null ? Double.NaN : counted.getScore();
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String name(RunResult result) {
        var benchmark = result.getParams();
        String method = benchmark.getBenchmark();
        String parameters = benchmark.getParamsKeys().stream()
                .map(key -> " " + key + "=" + benchmark.getParam(key))
                .collect(Collectors.joining());
        return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1) + parameters;
    }
}
