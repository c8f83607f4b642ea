package dev.ksef.model.grant;

import dev.ksef.model.TextValue;

/** A right of whoever acts for an EU entity. */
public enum EuEntityPermissionType implements TextValue {
    /** To send invoices. */
    INVOICE_WRITE("InvoiceWrite"),
    /** To read invoices. */
    INVOICE_READ("InvoiceRead");

    private final String value;

    EuEntityPermissionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
