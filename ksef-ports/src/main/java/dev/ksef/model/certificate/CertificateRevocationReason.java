package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** Why a KSeF certificate is revoked. */
public enum CertificateRevocationReason implements TextValue {
    /** No reason is given. */
    UNSPECIFIED("Unspecified"),
    /** Another certificate has replaced it. */
    SUPERSEDED("Superseded"),
    /** Somebody else may have its private key. */
    KEY_COMPROMISE("KeyCompromise");

    private final String value;

    CertificateRevocationReason(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
