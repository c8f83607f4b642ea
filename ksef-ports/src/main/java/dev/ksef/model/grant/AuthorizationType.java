package dev.ksef.model.grant;

import dev.ksef.model.TextValue;

/** What an entity may do in the name of the one that authorizes it. */
public enum AuthorizationType implements TextValue {
    /** To issue the invoices of its supplier (self-invoicing). */
    SELF_INVOICING("SelfInvoicing"),
    /** To issue VAT RR invoices of a flat-rate farmer. */
    RR_INVOICING("RRInvoicing"),
    /** To act as a tax representative. */
    TAX_REPRESENTATIVE("TaxRepresentative"),
    /** To send PEF invoices, as a Peppol provider does. */
    PEF_INVOICING("PefInvoicing");

    private final String value;

    AuthorizationType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
