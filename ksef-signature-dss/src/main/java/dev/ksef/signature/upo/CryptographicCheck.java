package dev.ksef.signature.upo;

import dev.ksef.model.internal.RootCause;
import dev.ksef.signature.internal.DssSetup;
import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.model.ReferenceValidation;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CertificateValidity;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.xades.validation.XAdESSignature;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Has EU DSS compute the digests and the signature value, and examines the certificate whose key signed. DSS knows all forms of
 * XAdES and tells what is wrong; for that it searches the signature for whatever XAdES has, at ten times the cost of {@link
 * UsualSignature}.
 */
final class CryptographicCheck {

    private static final Set<DigestAlgorithm> STRONG = EnumSet.of(
            DigestAlgorithm.SHA256,
            DigestAlgorithm.SHA384,
            DigestAlgorithm.SHA512,
            DigestAlgorithm.SHA3_256,
            DigestAlgorithm.SHA3_384,
            DigestAlgorithm.SHA3_512);

    private final XAdESSignature signature;
    private final ExpectedCertificates expected;

    CryptographicCheck(Element signature, ExpectedCertificates expected) {
        // Other classes of DSS register the providers it computes with, and with a pinned certificate none of them is
        // used.
        DssSetup.ensure();
        this.expected = expected;
        this.signature = new XAdESSignature(signature);
        var given = new CommonCertificateSource();
        expected.given().forEach(certificate -> given.addCertificate(new CertificateToken(certificate)));
        this.signature.setSigningCertificateSource(given);
    }

    void reportTo(VerdictBuilder verdict) {
        try {
            examine(verdict);
        } catch (RuntimeException malformed) {
            verdict.judge(
                    Check.FORM, List.of("EU DSS cannot process the signature (" + RootCause.told(malformed) + ")"));
        }
    }

    /** DSS calls the value wrong whenever a digest is wrong, so the value is judged only if all digests are right. */
    private void examine(VerdictBuilder verdict) {
        signature.checkSignatureIntegrity();
        var outcome = signature.getSignatureCryptographicVerification();
        if (!outcome.isReferenceDataFound()) {
            verdict.judge(Check.FORM, List.of("EU DSS cannot compute what the signature covers"));
            return;
        }
        boolean unaltered = outcome.isReferenceDataIntact();
        verdict.judge(Check.DIGESTS, unaltered, "What was signed was altered afterwards: a digest is wrong");
        verdict.judge(Check.ALGORITHMS, isStrong(), "The signature uses a hash weaker than SHA-256");
        if (unaltered) {
            verdict.judge(Check.VALUE, outcome.isSignatureIntact(), "The signature value is wrong");
        }
        if (unaltered && outcome.isSignatureIntact()) {
            examine(signature.getCandidatesForSigningCertificate().getTheCertificateValidity(), verdict);
        }
    }

    private void examine(@Nullable CertificateValidity signer, VerdictBuilder verdict) {
        if (signer == null || signer.getCertificateToken() == null) {
            verdict.judge(Check.CERTIFICATE, List.of("The signature does not tell its certificate"));
            return;
        }
        X509Certificate certificate = signer.getCertificateToken().getCertificate();
        verdict.signedBy(certificate);
        boolean isExpected = expected.include(certificate);
        verdict.judge(Check.CERTIFICATE, isExpected, "The signature was not made with an expected certificate");
        verdict.judge(
                Check.CERTIFICATE,
                !signer.isDigestPresent() || signer.isDigestEqual(),
                "The signature names another certificate than the one whose key made it");
        if (isExpected) {
            Date time = signedTime();
            new SignerCheck(certificate).reportTo(verdict, time == null ? null : time.toInstant());
        }
    }

    private boolean isStrong() {
        return STRONG.contains(signature.getDigestAlgorithm())
                && signature.getReferenceValidations().stream().allMatch(CryptographicCheck::isStrong);
    }

    private static boolean isStrong(ReferenceValidation reference) {
        return reference.getDigest() != null
                && STRONG.contains(reference.getDigest().getAlgorithm());
    }

    /** The time counts only if the properties that hold it are signed. */
    private @Nullable Date signedTime() {
        boolean propertiesSigned = signature.getReferenceValidations().stream()
                .anyMatch(reference ->
                        reference.getType() == DigestMatcherType.SIGNED_PROPERTIES && reference.isIntact());
        return propertiesSigned ? signature.getSigningTime() : null;
    }
}
