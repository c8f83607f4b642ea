package dev.ksef.model.grant;

import dev.ksef.model.TextValue;

/** A right of a person to handle invoices of clients of the entity that they work for. */
public enum IndirectPermissionType implements TextValue {
    /** To read invoices. */
    INVOICE_READ("InvoiceRead"),
    /** To send invoices. */
    INVOICE_WRITE("InvoiceWrite"),
    /** To make collective identifiers; since API 2.8. */
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage");

    private final String value;

    IndirectPermissionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
