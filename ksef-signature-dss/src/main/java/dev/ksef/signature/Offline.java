package dev.ksef.signature;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

/** EU DSS without a network, and without opinions of its own on certificates: KSeF has the last word on those. */
final class Offline {

    private Offline() {}

    static CommonCertificateVerifier verifier() {
        // Made so, it knows no source of issuers, lists or answers.
        var verifier = new CommonCertificateVerifier(true);
        verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
        return verifier;
    }
}
