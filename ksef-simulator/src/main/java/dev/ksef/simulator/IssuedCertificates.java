package dev.ksef.simulator;

import java.security.cert.X509Certificate;

/** The certificates that KSeF itself gave out. */
@FunctionalInterface
interface IssuedCertificates {

    /** How KSeF stands to a certificate, whatever its dates say. */
    enum Standing {
        /** Somebody else's. */
        NOT_OURS,
        ACTIVE,
        /** Its revocation is under way. */
        BLOCKED,
        SUSPENDED,
        REVOKED
    }

    Standing of(X509Certificate certificate);
}
