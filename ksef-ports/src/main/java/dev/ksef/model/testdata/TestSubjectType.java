package dev.ksef.model.testdata;

import dev.ksef.model.TextValue;

/** The kinds of subject that TEST can be given. Source: {@code SubjectType} of API 2.8. */
public enum TestSubjectType implements TextValue {
    /** An enforcement authority (organ egzekucyjny). */
    ENFORCEMENT_AUTHORITY("EnforcementAuthority"),
    /** A VAT group; its members are its subunits. */
    VAT_GROUP("VatGroup"),
    /** A local government unit (jednostka samorządu terytorialnego). */
    JST("JST");

    private final String value;

    TestSubjectType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
