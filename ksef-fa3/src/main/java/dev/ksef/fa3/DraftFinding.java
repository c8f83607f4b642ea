package dev.ksef.fa3;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something in an invoice that does not fit together. KSeF would take the invoice; whether it is right, somebody has to decide.
 *
 * @param element the field of FA(3), below {@code Fa}, such as {@code P_14_1} or {@code FaWiersz[2]/P_11}
 * @param problem what is wrong, as the end of a sentence that begins with the element; without amounts
 * @param given the amount that stands in the invoice, if the finding is about one
 * @param computed the amount that the builder computes, if the finding is about one
 */
public record DraftFinding(
        String element,
        String problem,
        @Nullable BigDecimal given,
        @Nullable BigDecimal computed) {

    static DraftFinding conflict(String element, String problem, BigDecimal given, BigDecimal computed) {
        return new DraftFinding(element, problem, given, computed);
    }

    static DraftFinding about(String element, String problem) {
        return new DraftFinding(element, problem, null, null);
    }

    /** Returns element and problem, without amounts: they do not belong in logs. */
    @Override
    public String toString() {
        return element + " " + problem;
    }
}
