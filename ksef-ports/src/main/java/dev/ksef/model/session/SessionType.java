package dev.ksef.model.session;

import dev.ksef.model.TextValue;

/** The two ways to send. */
public enum SessionType implements TextValue {
    ONLINE("Online"),
    BATCH("Batch");

    private final String value;

    SessionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
