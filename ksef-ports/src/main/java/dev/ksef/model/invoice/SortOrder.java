package dev.ksef.model.invoice;

import dev.ksef.model.TextValue;

/** In which order of the date that a query goes by. */
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
