package dev.ksef.simulator.certificate;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a KSeF certificate is good for at a time. */
enum RegisteredCertificateStatus {
    ACTIVE("Active"),
    /** Will be revoked; it is good for nothing any more. */
    BLOCKED("Blocked"),
    REVOKED("Revoked"),
    EXPIRED("Expired");

    private final String text;

    RegisteredCertificateStatus(String text) {
        this.text = text;
    }

    /** The name that the API has for it. */
    String text() {
        return text;
    }

    static Set<String> texts() {
        return Arrays.stream(values()).map(RegisteredCertificateStatus::text).collect(Collectors.toUnmodifiableSet());
    }
}
