package dev.ksef.model.token;

import dev.ksef.model.TextValue;

/** Whether a KSeF token can be used to sign in. Source: {@code AuthenticationTokenStatus} of API 2.8. */
public enum TokenStatus implements TextValue {
    /** It was generated, and is being activated: not usable yet. */
    PENDING("Pending"),
    /** It can be used. */
    ACTIVE("Active"),
    /** It is being revoked: not usable any more. */
    REVOKING("Revoking"),
    /** It was revoked. */
    REVOKED("Revoked"),
    /** It could not be activated, and never can: generate another one. */
    FAILED("Failed");

    private final String value;

    TokenStatus(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
