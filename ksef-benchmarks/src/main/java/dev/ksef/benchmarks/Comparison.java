package dev.ksef.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * Two benchmarks of the same task with the same parameters: {@code ...Ours}, and {@code ...Jdk}, the baseline.
 *
 * @param task name and parameters
 * @param ours operations per unit of time through our code
 * @param baseline operations per unit of time without it
 */
record Comparison(String task, double ours, double baseline) {

    private static final String OURS = "Ours";
    private static final String BASELINE = "Jdk";

    /** Each benchmark of ours whose baseline ran too, in the order of their names. */
    static List<Comparison> allIn(Collection<RunResult> results) {
        Map<String, Double> scores = new TreeMap<>();
        results.forEach(result ->
                scores.put(name(result.getParams()), result.getPrimaryResult().getScore()));
        var comparisons = new ArrayList<Comparison>();
        scores.forEach((name, score) -> {
            Double baseline = scores.get(name.replace(OURS, BASELINE));
            if (name.contains(OURS) && baseline != null) {
                comparisons.add(new Comparison(name.replace(OURS, ""), score, baseline));
            }
        });
        return comparisons;
    }

    private static String name(BenchmarkParams benchmark) {
        String method = benchmark.getBenchmark();
        String parameters = benchmark.getParamsKeys().stream()
                .map(key -> key + "=" + benchmark.getParam(key))
                .collect(Collectors.joining(" "));
        return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1) + " " + parameters;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "ratio ours/JDK %.3f (%.1f / %.1f per s)  %s", ours / baseline, ours, baseline, task);
    }
}
