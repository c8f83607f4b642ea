package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The kind of a buyer's identifier. */
public enum BuyerIdentifierType implements TextValue {
    NIP("Nip"),
    /** The VAT number of an EU entity, with its country prefix. */
    VAT_UE("VatUe"),
    /** Any other tax number. */
    OTHER("Other"),
    /** The buyer has no identifier: a consumer. */
    NONE("None");

    private final String value;

    BuyerIdentifierType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
