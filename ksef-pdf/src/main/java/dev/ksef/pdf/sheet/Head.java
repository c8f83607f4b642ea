package dev.ksef.pdf.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the top of the first page.
 *
 * @param kind what kind of document it is
 * @param number the number that its issuer gave it
 * @param mark the KSeF number or {@code OFFLINE}, with its label; null if nothing is known of it
 * @param facts what belongs to it, such as dates
 */
public record Head(Label kind, String number, @Nullable Fact mark, List<Fact> facts) {

    /** Copies the facts. */
    public Head {
        facts = List.copyOf(facts);
    }
}
