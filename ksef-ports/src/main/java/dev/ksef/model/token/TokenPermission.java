package dev.ksef.model.token;

import dev.ksef.model.TextValue;

/** A right that a KSeF token can have. Source: {@code TokenPermissionType} of API 2.8. */
public enum TokenPermission implements TextValue {
    /** Read invoices. */
    INVOICE_READ("InvoiceRead"),
    /** Send invoices. */
    INVOICE_WRITE("InvoiceWrite"),
    /** See rights and tokens of the context. */
    CREDENTIALS_READ("CredentialsRead"),
    /** Grant and revoke rights, revoke tokens. */
    CREDENTIALS_MANAGE("CredentialsManage"),
    /** Manage units of the taxpayer. */
    SUBUNIT_MANAGE("SubunitManage"),
    /** Act as an enforcement authority or a bailiff. */
    ENFORCEMENT_OPERATIONS("EnforcementOperations"),
    /** See the sessions of the context. */
    INTROSPECTION("Introspection"),
    /** Make and read collective identifiers. */
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage");

    private final String value;

    TokenPermission(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
