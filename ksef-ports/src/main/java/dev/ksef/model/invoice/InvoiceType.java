package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The type of an invoice. */
public enum InvoiceType implements TextValue {
    VAT("Vat"),
    /** Advance payment. */
    ZAL("Zal"),
    /** Correction. */
    KOR("Kor"),
    /** Settlement of advance payments. */
    ROZ("Roz"),
    /** Simplified. */
    UPR("Upr"),
    /** Correction of an advance payment invoice. */
    KOR_ZAL("KorZal"),
    /** Correction of a settlement invoice. */
    KOR_ROZ("KorRoz"),
    /** PEF, basic. */
    VAT_PEF("VatPef"),
    /** PEF, specialised. */
    VAT_PEF_SP("VatPefSp"),
    /** PEF, correction. */
    KOR_PEF("KorPef"),
    /** Of a flat-rate farmer. */
    VAT_RR("VatRr"),
    /** Correction of a flat-rate farmer's. */
    KOR_VAT_RR("KorVatRr");

    private final String value;

    InvoiceType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
