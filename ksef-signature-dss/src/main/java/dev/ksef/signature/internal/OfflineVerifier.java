package dev.ksef.signature.internal;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;

/** Creates EU DSS's certificate verifier without a network and without checks of its own: KSeF judges certificates. */
public final class OfflineVerifier {

    private OfflineVerifier() {}

    /** Creates a verifier that knows no source of issuers, revocation lists or OCSP answers. */
    public static CommonCertificateVerifier create() {
        DssSetup.ensure();
        var verifier = new CommonCertificateVerifier(true);
        verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
        return verifier;
    }
}
