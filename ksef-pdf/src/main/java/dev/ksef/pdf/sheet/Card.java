package dev.ksef.pdf.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of those who take part, or another thing with a name of its own, such as a bank account.
 *
 * @param role what it is here, for example the seller
 * @param name its name, set in bold
 * @param lines what needs no label, such as the lines of an address
 * @param facts what has labels
 */
public record Card(Label role, @Nullable String name, List<String> lines, List<Fact> facts) {

    /** Copies the lists. */
    public Card {
        lines = List.copyOf(lines);
        facts = List.copyOf(facts);
    }
}
