package dev.ksef.simulator.certificate;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The status of a KSeF certificate at a time. */
enum RegisteredCertificateStatus {
    ACTIVE("Active"),
    /** Its revocation is under way. It can no longer be used. */
    BLOCKED("Blocked"),
    REVOKED("Revoked"),
    EXPIRED("Expired");

    private final String text;

    RegisteredCertificateStatus(String text) {
        this.text = text;
    }

    /** The name in the API. */
    String text() {
        return text;
    }

    static Set<String> texts() {
        return Arrays.stream(values()).map(RegisteredCertificateStatus::text).collect(Collectors.toUnmodifiableSet());
    }
}
