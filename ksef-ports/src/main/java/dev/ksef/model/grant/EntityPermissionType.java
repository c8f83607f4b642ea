package dev.ksef.model.grant;

import dev.ksef.model.TextValue;

/** A right of an entity that handles invoices of another, such as an accounting office. */
public enum EntityPermissionType implements TextValue {
    /** To send invoices. */
    INVOICE_WRITE("InvoiceWrite"),
    /** To read invoices. */
    INVOICE_READ("InvoiceRead"),
    /** To make collective identifiers; since API 2.8. */
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage");

    private final String value;

    EntityPermissionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
