package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** Which date of an invoice is meant. */
public enum InvoiceDateType implements TextValue {
    /** P_1 of the invoice: a day, in Polish time. */
    ISSUE("Issue"),
    /** When KSeF took it up for processing. */
    INVOICING("Invoicing"),
    /** When KSeF stored it for good. The one to fetch new invoices by, since nothing is added before a high water mark. */
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
