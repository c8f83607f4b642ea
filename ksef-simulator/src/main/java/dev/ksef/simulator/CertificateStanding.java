package dev.ksef.simulator;

/** How KSeF stands to a certificate, whatever the dates of the certificate say. */
enum CertificateStanding {
    /** KSeF did not issue it. */
    NOT_OURS,
    ACTIVE,
    /** Its revocation is under way. */
    BLOCKED,
    SUSPENDED,
    REVOKED
}
