package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** The order of invoices by the date that the query selects by. */
public enum SortOrder implements TextValue {
    ASC("Asc"),
    DESC("Desc");

    private final String value;

    SortOrder(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
