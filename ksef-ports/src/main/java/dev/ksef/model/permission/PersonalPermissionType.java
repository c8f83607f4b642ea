package dev.ksef.model.permission;

import dev.ksef.model.TextValue;

/**
 * A right of the signed-in subject. From API 2.9 on, KSeF also lists the right of an owner, which has none of these names: it
 * is read as an unknown value.
 */
public enum PersonalPermissionType implements TextValue {
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
    /** To act in enforcement. */
    ENFORCEMENT_OPERATIONS("EnforcementOperations"),
    /** To grant and revoke rights of an EU entity. */
    VAT_UE_MANAGE("VatUeManage"),
    /** To make collective identifiers. */
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage");

    private final String value;

    PersonalPermissionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
