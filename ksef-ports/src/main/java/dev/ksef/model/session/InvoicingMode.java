package dev.ksef.model.session;

import dev.ksef.model.TextValue;

/** How an invoice was issued, as KSeF sees it. */
public enum InvoicingMode implements TextValue {
    ONLINE("Online"),
    OFFLINE("Offline");

    private final String value;

    InvoicingMode(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
