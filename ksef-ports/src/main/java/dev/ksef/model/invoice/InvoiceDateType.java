package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The kind of an invoice's date. */
public enum InvoiceDateType implements TextValue {
    /** P_1 of the invoice: a day, in Polish time. */
    ISSUE("Issue"),
    /** When KSeF received it for processing. */
    INVOICING("Invoicing"),
    /** When KSeF stored it permanently. Use this one to fetch new invoices, since nothing is added before a high water mark. */
    PERMANENT_STORAGE("PermanentStorage");

    private final String value;

    InvoiceDateType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
