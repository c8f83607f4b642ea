package dev.ksef.pdf.sheet;

import java.util.List;

/** Named values, in two columns. */
public record Facts(List<Fact> facts) implements Block {

    /** Copies the facts. */
    public Facts {
        facts = List.copyOf(facts);
    }
}
