package dev.ksef.benchmarks;

import dev.ksef.benchmarks.report.Comparisons;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.report.TokenFigures;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/**
 * The benchmarks of JMH as a program: takes JMH's own options, ends with how we compare with the baselines, and writes that into a
 * document if {@code --write FILE} stands among the options, one section for each subject.
 */
public final class Benchmarks {

    private static final List<String> SUBJECTS = List.of("TokenProvider", "Encryption");

    private Benchmarks() {}

    /** Runs what JMH's options select, all there is by default; {@code -l} lists it, {@code -h} explains the options. */
    public static void main(String[] options) throws CommandLineOptionException, RunnerException, IOException {
        List<String> given = Arrays.asList(options);
        List<String> forJmh = Report.of("", given).arguments();
        var chosen = new CommandLineOptions(forJmh.toArray(String[]::new));
        if (chosen.shouldHelp()) {
            chosen.showHelp();
        } else if (chosen.shouldList()) {
            new Runner(chosen).list();
        } else {
            new Runner(withAllocations(chosen))
                    .run().stream()
                            .collect(Collectors.groupingBy(Benchmarks::subject, TreeMap::new, Collectors.toList()))
                            .forEach((subject, results) -> report(results, Report.of(subject, given)));
        }
    }

    private static void report(Collection<RunResult> results, Report report) {
        Comparisons.add(results, report);
        TokenFigures.of(results).addTo(report);
        report.finish();
    }

    /** What several classes of benchmarks have in common, else the class itself. */
    private static String subject(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String method = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String name = method.substring(method.lastIndexOf('.') + 1).replace("Benchmark", "");
        return SUBJECTS.stream().filter(name::startsWith).findFirst().orElse(name);
    }

    /** What is allocated is measured always. */
    private static Options withAllocations(CommandLineOptions chosen) {
        boolean asked = chosen.getProfilers().stream()
                .map(ProfilerConfig::getKlass)
                .anyMatch(name -> name.equals("gc") || name.equals(GCProfiler.class.getName()));
        var options = new OptionsBuilder().parent(chosen);
        return asked ? options.build() : options.addProfiler(GCProfiler.class).build();
    }
}
