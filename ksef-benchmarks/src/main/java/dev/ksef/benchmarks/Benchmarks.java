package dev.ksef.benchmarks;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/** The benchmarks as a program: takes JMH's own options, and ends with how we compare with the baselines. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Runs what JMH's options select, all there is by default; {@code -l} lists it, {@code -h} explains the options. */
    public static void main(String[] options) throws CommandLineOptionException, RunnerException, IOException {
        var chosen = new CommandLineOptions(options);
        if (chosen.shouldHelp()) {
            chosen.showHelp();
        } else if (chosen.shouldList()) {
            new Runner(chosen).list();
        } else {
            report(new Runner(withAllocations(chosen)).run());
        }
    }

    private static void report(Collection<RunResult> results) {
        Comparison.allIn(results).forEach(System.out::println);
        TokenFigures.of(results).rows().forEach(System.out::println);
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
