package dev.ksef.domain.crypto;

import dev.ksef.model.error.KsefCryptoException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The issuers that the Ministry's certificates must come from. The network is asked neither for revocation nor for
 * issuers.
 */
final class TrustedIssuers {

    private final Set<TrustAnchor> anchors;

    TrustedIssuers(Collection<X509Certificate> issuers) {
        anchors = issuers.stream().map(issuer -> new TrustAnchor(issuer, null)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses a certificate that none of them issued. One that is not valid yet is judged at its start.
     *
     * @throws KsefCryptoException with the reason
     */
    void require(X509Certificate certificate, Instant now) {
        Instant start = certificate.getNotBefore().toInstant();
        try {
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now.isBefore(start) ? start : now));
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (CertPathValidatorException untrusted) {
            throw new KsefCryptoException(
                    "None of the trusted issuers vouches for its certificate: " + untrusted.getReason(), untrusted);
        } catch (GeneralSecurityException failed) {
            throw new KsefCryptoException("Its certificate cannot be held against the trusted issuers", failed);
        }
    }
}
