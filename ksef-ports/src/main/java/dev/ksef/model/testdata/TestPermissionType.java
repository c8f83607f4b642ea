package dev.ksef.model.testdata;

import dev.ksef.model.TextValue;

/** The rights that TEST can give without an application. Source: {@code TestDataPermissionType} of API 2.8. */
public enum TestPermissionType implements TextValue {
    INVOICE_READ("InvoiceRead"),
    INVOICE_WRITE("InvoiceWrite"),
    INTROSPECTION("Introspection"),
    CREDENTIALS_READ("CredentialsRead"),
    CREDENTIALS_MANAGE("CredentialsManage"),
    ENFORCEMENT_OPERATIONS("EnforcementOperations"),
    SUBUNIT_MANAGE("SubunitManage"),
    COLLECTIVE_IDENTIFIER_MANAGE("CollectiveIdentifierManage");

    private final String value;

    TestPermissionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
