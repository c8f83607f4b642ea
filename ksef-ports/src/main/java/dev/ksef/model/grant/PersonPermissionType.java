package dev.ksef.model.grant;

import dev.ksef.model.TextValue;

/** A right of a person, or of an entity that works like one. */
public enum PersonPermissionType implements TextValue {
    /** To grant and revoke rights. */
    CREDENTIALS_MANAGE("CredentialsManage"),
    /** To list rights. */
    CREDENTIALS_READ("CredentialsRead"),
    /** To send invoices. */
    INVOICE_WRITE("InvoiceWrite"),
    /** To read invoices. */
    INVOICE_READ("InvoiceRead"),
    /** To list sessions of others, and to fetch their UPO. */
    INTROSPECTION("Introspection"),
    /** To appoint administrators of subordinate units. */
    SUBUNIT_MANAGE("SubunitManage"),
    /** To act in enforcement. Only in the context of an enforcement authority or a court bailiff; otherwise 430. */
    ENFORCEMENT_OPERATIONS("EnforcementOperations"),
    /** To make collective identifiers. */
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage");

    private final String value;

    PersonPermissionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
