package dev.ksef.benchmarks;

import dev.ksef.benchmarks.report.Beside;
import dev.ksef.model.error.KsefApiException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to take secrets out of the body of an error, and does the cost grow with the body alone? The kinds of text are
 * those that search patterns dislike: runs just too short for a secret, beginnings that lead nowhere. The baseline looks at each
 * character once and copies it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RedactionBenchmark {

    /** The second is eight times the first: so should be its time. */
    @Param({"8192", "65536"})
    private int characters;

    @Param({"prose", "runs", "questions", "tags", "bars"})
    private String kind = "";

    private String text = "";

    /** Makes the text. */
    @Setup
    public void fill() {
        String piece = switch (kind) {
            case "prose" -> "Żądanie jest nieprawidłowe, pole x ma zły format. ";
            case "runs" -> "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbC ";
            case "questions" -> "?a?b?c?";
            case "tags" -> "<abcdefghijklmnopqrstuvwxyzabcdefghijkl ";
            case "bars" -> "|a|b|c|";
            default -> throw new IllegalArgumentException(kind);
        };
        text = piece.repeat(characters / piece.length() + 1).substring(0, characters);
    }

    /** The exception for an answer with this body. */
    @Benchmark
    @Beside(with = "characters=8192", target = "grows with the text alone: 0.12")
    @Beside("copy")
    public KsefApiException.Answer ours() {
        return new KsefApiException.Answer("GET /a", 400, List.of(), null, null, text);
    }

    /** Each character once. */
    @Benchmark
    public String copy() {
        var copy = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            copy.append(here == '\0' ? ' ' : here);
        }
        return copy.toString();
    }
}
