package dev.ksef.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** The benchmarks as a program: takes JMH's own options, and ends with how we compare with the baselines. */
public final class Benchmarks {

    private Benchmarks() {}

    /** Runs what JMH's options select, all there is by default. */
    public static void main(String[] options) throws CommandLineOptionException, RunnerException {
        var results = new Runner(new CommandLineOptions(options)).run();
        Comparison.allIn(results).forEach(System.out::println);
    }
}
