package dev.ksef.signature.internal;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;

/** Creates EU DSS's certificate verifier without a network and without checks of its own: KSeF judges certificates. */
public final class OfflineVerifier {

    private OfflineVerifier() {}

    /**
     * Creates a verifier that knows no source of issuers, revocation lists or OCSP answers.
     *
     * @throws IllegalStateException if the application brings a Bouncy Castle that is too old for EU DSS
     */
    public static CommonCertificateVerifier create() {
        requireBouncyCastle();
        DssSetup.ensure();
        var verifier = new CommonCertificateVerifier(true);
        verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
        verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
        return verifier;
    }

    /** What EU DSS needs came with 1.82; without it the first signature would end in a NoSuchMethodError. */
    private static void requireBouncyCastle() {
        try {
            new AuthorityKeyIdentifier(new byte[1]).getKeyIdentifierOctets();
        } catch (LinkageError tooOld) {
            throw new IllegalStateException(
                    "The Bouncy Castle of this application is too old for EU DSS: let its build take bcprov-jdk18on,"
                            + " bcpkix-jdk18on and bcutil-jdk18on all in one version, 1.82 or later",
                    tooOld);
        }
    }
}
