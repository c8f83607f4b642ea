package dev.ksef.model.permission;

import dev.ksef.model.TextValue;

/** Whether a right can be used. */
public enum PermissionState implements TextValue {
    /** It can be used. */
    ACTIVE("Active"),
    /** It was granted indirectly, and cannot be used, for example since the one in the middle lost theirs. */
    INACTIVE("Inactive");

    private final String value;

    PermissionState(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
