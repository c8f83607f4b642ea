package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** Which amount of an invoice is meant. */
public enum AmountType implements TextValue {
    GROSS("Brutto"),
    NET("Netto"),
    /** In PLN, whatever the invoice's currency. */
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
