package dev.ksef.simulator.auth;

/** How a certificate stands with KSeF, apart from its dates. */
public enum CertificateStanding {
    /** KSeF did not issue it. */
    NOT_OURS,
    ACTIVE,
    /** It ends earlier than its own dates say, and has ended. */
    EXPIRED,
    /** Its revocation is under way. */
    BLOCKED,
    SUSPENDED,
    REVOKED
}
