package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/**
 * The kind of an invoice, as in {@code RodzajFaktury}.
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
    /** An invoice for products of a flat-rate farmer. */
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
