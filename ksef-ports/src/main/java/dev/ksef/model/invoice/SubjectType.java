package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The party of the invoice that the context is. */
public enum SubjectType implements TextValue {
    /** Podmiot1. */
    SELLER("Subject1"),
    /** Podmiot2. */
    BUYER("Subject2"),
    /** Podmiot3: a factor, a recipient, a payer, a unit of local government and others. */
    THIRD_SUBJECT("Subject3"),
    /** PodmiotUpowazniony: an enforcement body, a bailiff or a tax representative. */
    AUTHORIZED_SUBJECT("SubjectAuthorized");

    private final String value;

    SubjectType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
