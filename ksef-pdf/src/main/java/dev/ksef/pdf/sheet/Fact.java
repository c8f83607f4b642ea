package dev.ksef.pdf.sheet;

import java.util.List;

/**
 * A named value.
 *
 * @param label its name
 * @param lines the value, as it is read; each begins a line
 */
public record Fact(Label label, List<String> lines) {

    /** Copies the lines. */
    public Fact {
        lines = List.copyOf(lines);
    }

    /** Returns a fact of one line. */
    public static Fact of(Label label, String value) {
        return new Fact(label, List.of(value));
    }
}
