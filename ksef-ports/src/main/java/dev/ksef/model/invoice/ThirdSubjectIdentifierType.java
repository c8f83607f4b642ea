package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The kind of a third subject's identifier. */
public enum ThirdSubjectIdentifierType implements TextValue {
    NIP("Nip"),
    /** A NIP, a hyphen and five digits. */
    INTERNAL_ID("InternalId"),
    VAT_UE("VatUe"),
    OTHER("Other"),
    NONE("None");

    private final String value;

    ThirdSubjectIdentifierType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
