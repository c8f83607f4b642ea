package dev.ksef.domain.xml;

/** A value in an invoice that somebody asks for. */
public enum InvoiceField {
    FORM_CODE,
    SELLER_NIP,
    BUYER_NIP,
    BUYER_ID,
    THIRD_PARTY_NIP,
    THIRD_PARTY_INTERNAL_ID,
    AUTHORISED_NIP,
    ISSUE_DATE,
    NUMBER,
    KIND,
    ATTACHMENT
}
