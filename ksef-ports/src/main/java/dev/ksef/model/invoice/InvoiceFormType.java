package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The family of an invoice's structure. */
public enum InvoiceFormType implements TextValue {
    FA("FA"),
    PEF("PEF"),
    FA_RR("FA_RR");

    private final String value;

    InvoiceFormType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
