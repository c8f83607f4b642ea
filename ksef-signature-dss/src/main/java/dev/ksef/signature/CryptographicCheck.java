package dev.ksef.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.model.ReferenceValidation;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.xades.validation.XAdESSignature;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What EU DSS computes: digests, the signature value, and whose key made it. */
final class CryptographicCheck {

    private static final Set<DigestAlgorithm> STRONG = EnumSet.of(
            DigestAlgorithm.SHA256,
            DigestAlgorithm.SHA384,
            DigestAlgorithm.SHA512,
            DigestAlgorithm.SHA3_256,
            DigestAlgorithm.SHA3_384,
            DigestAlgorithm.SHA3_512);

    private final XAdESSignature signature;
    private final CertificateToken signedBy;

    CryptographicCheck(Element signature, X509Certificate signedBy) {
        this.signedBy = new CertificateToken(signedBy);
        this.signature = new XAdESSignature(signature);
        var given = new CommonCertificateSource();
        given.addCertificate(this.signedBy);
        this.signature.setSigningCertificateSource(given);
    }

    void into(Findings findings) {
        try {
            examine(findings);
        } catch (RuntimeException malformed) {
            // Its message may quote the document.
            findings.add("EU DSS cannot process the signature ("
                    + malformed.getClass().getSimpleName() + ")");
        }
    }

    private void examine(Findings findings) {
        signature.checkSignatureIntegrity();
        var outcome = signature.getSignatureCryptographicVerification();
        findings.digestsRight(outcome.isReferenceDataFound() && outcome.isReferenceDataIntact());
        if (outcome.isReferenceDataIntact()) {
            examineValue(findings, outcome.isSignatureIntact());
        }
        findings.addIf(!isStrong(), "The signature uses a hash weaker than SHA-256");
        if (outcome.isSignatureIntact()) {
            noteTime(findings);
        }
    }

    /** DSS calls the value wrong wherever a digest is, so it says something of its own only where all are right. */
    private void examineValue(Findings findings, boolean intact) {
        findings.valueIntact(intact);
        findings.byGivenCertificate(intact && signedBy.equals(signature.getSigningCertificateToken()));
    }

    private boolean isStrong() {
        return STRONG.contains(signature.getDigestAlgorithm())
                && signature.getReferenceValidations().stream().allMatch(CryptographicCheck::isStrong);
    }

    private static boolean isStrong(ReferenceValidation reference) {
        return reference.getDigest() != null
                && STRONG.contains(reference.getDigest().getAlgorithm());
    }

    private void noteTime(Findings findings) {
        Date time = signedTime();
        if (time != null) {
            findings.signingTime(time.toInstant());
            findings.addIf(
                    !signedBy.isValidOn(time), "The certificate was not valid when the signer says the UPO was signed");
        }
    }

    /** The time only counts if the properties that hold it are among what was signed. */
    private @Nullable Date signedTime() {
        boolean propertiesSigned = signature.getReferenceValidations().stream()
                .anyMatch(reference ->
                        reference.getType() == DigestMatcherType.SIGNED_PROPERTIES && reference.isIntact());
        return propertiesSigned ? signature.getSigningTime() : null;
    }
}
