package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/**
 * What an invoice is for, as {@code RodzajFaktury} says it.
 *
 * <p>Source: the schemas of FA(2), FA(3) and FA_RR(1).
 */
public enum InvoiceKind implements TextValue {
    /** An ordinary invoice. */
    VAT("VAT"),
    /** A correction. */
    CORRECTION("KOR"),
    /** For an advance payment. */
    ADVANCE("ZAL"),
    /** The settlement that follows advance payments. */
    SETTLEMENT("ROZ"),
    /** A simplified invoice. */
    SIMPLIFIED("UPR"),
    /** A correction of an advance payment's invoice. */
    CORRECTION_OF_ADVANCE("KOR_ZAL"),
    /** A correction of a settlement. */
    CORRECTION_OF_SETTLEMENT("KOR_ROZ"),
    /** For what a flat-rate farmer sold. */
    FARMER("VAT_RR"),
    /** A correction of a flat-rate farmer's invoice. */
    CORRECTION_OF_FARMER("KOR_VAT_RR");

    private final String value;

    InvoiceKind(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
