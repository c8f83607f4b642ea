package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The kind of an invoice's amount. */
public enum AmountType implements TextValue {
    GROSS("Brutto"),
    NET("Netto"),
    /** In PLN, independent of the invoice's currency. */
    VAT("Vat");

    private final String value;

    AmountType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
