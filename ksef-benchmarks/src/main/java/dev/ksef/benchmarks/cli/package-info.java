/** The command line beside bare programs of the JDK. */
@org.jspecify.annotations.NullMarked
package dev.ksef.benchmarks.cli;
