package dev.ksef.benchmarks.report;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The benchmarks of a run, each beside the baselines that {@link Beside} names, as a table. */
public final class Comparisons {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String PROCESSOR = "processorMillis";

    private final Map<String, RunResult> results = new TreeMap<>();
    private final List<String[]> rows = new ArrayList<>();

    private Comparisons(Collection<RunResult> all) {
        all.forEach(result -> results.put(name(result.getParams(), ""), result));
    }

    /** Adds the table of these results to a report, if there is something to compare. */
    public static void add(Collection<RunResult> results, Report report) {
        var comparisons = new Comparisons(results);
        results.forEach(comparisons::compare);
        if (comparisons.rows.isEmpty()) {
            return;
        }
        report.row(
                "what", "beside", "speed", "by processor time", "target", "measured", "beside", "B of one", "beside");
        report.line("|---|---|---|---|---|---|---|---|---|");
        comparisons.rows.forEach(report::row);
    }

    private void compare(RunResult ours) {
        for (Beside beside : method(ours.getParams()).getAnnotationsByType(Beside.class)) {
            RunResult base = results.get(baseline(ours.getParams(), beside));
            if (base != null) {
                rows.add(row(ours, base, beside));
            }
        }
    }

    private static String[] row(RunResult ours, RunResult base, Beside beside) {
        return new String[] {
            shortName(name(ours.getParams(), "")),
            beside.value().isEmpty() ? beside.with() : beside.value(),
            number("%.2f", speed(ours) / speed(base)),
            ratio(counted(base, PROCESSOR), counted(ours, PROCESSOR)),
            beside.target(),
            measured(ours),
            measured(base),
            bytes(ours),
            bytes(base)
        };
    }

    /** How much is done in a unit of time. */
    private static double speed(RunResult result) {
        double score = result.getPrimaryResult().getScore();
        return result.getParams().getMode() == Mode.Throughput ? score : 1 / score;
    }

    private static String measured(RunResult result) {
        Double processor = counted(result, PROCESSOR);
        return number("%.1f ", result.getPrimaryResult().getScore())
                + result.getPrimaryResult().getScoreUnit()
                + (processor == null ? "" : number(", in all %.0f ms of processor time", processor));
    }

    private static String ratio(@Nullable Double base, @Nullable Double ours) {
        return base == null || ours == null ? "" : number("%.2f", base / ours);
    }

    private static String bytes(RunResult result) {
        Double allocated = counted(result, ALLOCATED);
        return allocated == null ? "" : number("%.0f", allocated);
    }

    private static @Nullable Double counted(RunResult result, String what) {
        for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
            if (entry.getKey().endsWith(what)) {
                return entry.getValue().getScore();
            }
        }
        return null;
    }

    private static Method method(BenchmarkParams benchmark) {
        String name = benchmark.getBenchmark();
        int dot = name.lastIndexOf('.');
        try {
            return Arrays.stream(Class.forName(name.substring(0, dot)).getMethods())
                    .filter(method -> method.getName().equals(name.substring(dot + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String baseline(BenchmarkParams ours, Beside beside) {
        String name = name(ours, beside.with());
        int dot = ours.getBenchmark().lastIndexOf('.') + 1;
        return beside.value().isEmpty()
                ? name
                : name.substring(0, dot)
                        + beside.value()
                        + name.substring(ours.getBenchmark().length());
    }

    private static String name(BenchmarkParams benchmark, String with) {
        String changed = with.isEmpty() ? "" : with.substring(0, with.indexOf('='));
        return benchmark.getBenchmark()
                + benchmark.getParamsKeys().stream()
                        .map(key -> " " + (key.equals(changed) ? with : key + "=" + benchmark.getParam(key)))
                        .collect(Collectors.joining());
    }

    private static String shortName(String name) {
        int parameters = name.indexOf(' ');
        int method = name.lastIndexOf('.', parameters < 0 ? name.length() : parameters);
        return name.substring(method + 1);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
