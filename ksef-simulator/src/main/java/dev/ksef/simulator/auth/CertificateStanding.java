package dev.ksef.simulator.auth;

/** How KSeF stands to a certificate, whatever the dates of the certificate say. */
public enum CertificateStanding {
    /** KSeF did not issue it. */
    NOT_OURS,
    ACTIVE,
    /** Its revocation is under way. */
    BLOCKED,
    SUSPENDED,
    REVOKED
}
