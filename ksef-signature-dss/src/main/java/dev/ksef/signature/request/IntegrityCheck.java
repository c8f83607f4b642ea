package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.signature.internal.DssSetup;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.model.ReferenceValidation;
import eu.europa.esig.dss.spi.x509.CertificateValidity;
import eu.europa.esig.dss.xades.validation.XAdESSignature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Has EU DSS compute the digests and the value of a signature, and finds its certificate. If something does not fit, the
 * same is tried on copies of the document without the white space that tools add.
 */
final class IntegrityCheck {

    private final Element element;
    private final XAdESSignature signature;

    IntegrityCheck(Element element) {
        DssSetup.ensure();
        this.element = element;
        this.signature = new XAdESSignature(element);
        signature.checkSignatureIntegrity();
    }

    void reportTo(SignatureDiagnosis diagnosis) {
        if (isDer()) {
            diagnosis.add(Cause.DER_SIGNATURE, "The value of the ECDSA signature is in DER");
        }
        IntegrityCheck best = problemCount() == 0 ? this : bestCopy();
        if (best != this) {
            diagnosis.add(
                    Cause.PRETTY_PRINTED,
                    "White space was changed after signing: without blanks between the elements, more of the signature fits");
        }
        best.reportDigests(diagnosis);
        if (best.broken().isEmpty() && !best.isValueRight() && !isDer()) {
            diagnosis.add(Cause.SIGNATURE_VALUE, "The signature value does not fit the key of the certificate");
        }
        reportNamedCertificate(diagnosis);
    }

    /** Returns the certificate whose key signed, or else the first that the signature holds. */
    Optional<X509Certificate> certificate() {
        return candidate()
                .map(CertificateValidity::getCertificateToken)
                .or(() -> signature.getCertificateSource().getKeyInfoCertificates().stream()
                        .findFirst())
                .map(token -> token.getCertificate());
    }

    private IntegrityCheck bestCopy() {
        return WhitespaceVariants.of(element).stream()
                .map(IntegrityCheck::new)
                .filter(copy -> copy.problemCount() < problemCount())
                .min(Comparator.comparingInt(IntegrityCheck::problemCount))
                .orElse(this);
    }

    private void reportDigests(SignatureDiagnosis diagnosis) {
        for (ReferenceValidation reference : broken()) {
            diagnosis.add(
                    Cause.ALTERED,
                    reference.getType() == DigestMatcherType.SIGNED_PROPERTIES
                            ? "The signed properties of the signature were changed after signing"
                            : "What was signed was changed after signing: a digest does not fit");
        }
    }

    private void reportNamedCertificate(SignatureDiagnosis diagnosis) {
        boolean another = candidate()
                .filter(candidate -> candidate.isDigestPresent() && !candidate.isDigestEqual())
                .isPresent();
        if (another) {
            diagnosis.add(
                    Cause.SIGNING_CERTIFICATE,
                    "The signed properties name another certificate (CertDigest) than the one in KeyInfo");
        }
    }

    private Optional<CertificateValidity> candidate() {
        return Optional.ofNullable(
                signature.getCandidatesForSigningCertificate().getTheCertificateValidity());
    }

    /** Counts what is wrong. A digest counts more, since DSS calls the value wrong whenever a digest is wrong. */
    private int problemCount() {
        return 2 * broken().size() + (isValueRight() ? 0 : 1);
    }

    /** If only the properties are signed, DSS also lists a reference that it misses: that one is not counted. */
    private List<ReferenceValidation> broken() {
        return signature.getReferenceValidations().stream()
                .filter(reference -> reference.isFound() && !reference.isIntact())
                .toList();
    }

    private boolean isValueRight() {
        return signature.getSignatureCryptographicVerification().isSignatureIntact();
    }

    private boolean isDer() {
        byte[] value = signature.getSignatureValue();
        return value != null
                && certificate()
                        .filter(certificate -> certificate.getPublicKey() instanceof ECPublicKey key
                                && value.length != EcdsaValue.lengthBytes(key)
                                && EcdsaValue.isDer(value, key))
                        .isPresent();
    }
}
