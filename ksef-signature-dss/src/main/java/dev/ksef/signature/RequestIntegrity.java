package dev.ksef.signature;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.EcdsaValue;
import eu.europa.esig.dss.enumerations.DigestMatcherType;
import eu.europa.esig.dss.model.ReferenceValidation;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.spi.x509.CertificateValidity;
import eu.europa.esig.dss.xades.validation.XAdESSignature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What EU DSS computes of a signature: its digests, its value, and whose it is. Where something does not fit, the same is
 * tried on copies of the document without the white space that tools add.
 */
final class RequestIntegrity {

    private final Element element;
    private final XAdESSignature signature;

    RequestIntegrity(Element element) {
        DSSSecurityProvider.initSystemProviders();
        this.element = element;
        this.signature = new XAdESSignature(element);
        signature.checkSignatureIntegrity();
    }

    void into(Diagnosis diagnosis) {
        if (isDer()) {
            diagnosis.add(Cause.DER_SIGNATURE, "The value of the ECDSA signature is in DER");
        }
        RequestIntegrity best = isGood() ? this : bestCopy();
        if (best != this) {
            diagnosis.add(
                    Cause.PRETTY_PRINTED,
                    "White space was changed after signing: without blanks between the elements, more of the signature fits");
        }
        best.judgeDigests(diagnosis);
        if (best.broken().isEmpty() && !best.isValueRight() && !isDer()) {
            diagnosis.add(Cause.SIGNATURE_VALUE, "The signature value does not fit the key of the certificate");
        }
        judgeNamedCertificate(diagnosis);
    }

    /** The certificate whose key signed, or the first that the signature holds. */
    Optional<X509Certificate> certificate() {
        return candidate()
                .map(CertificateValidity::getCertificateToken)
                .or(() -> signature.getCertificateSource().getKeyInfoCertificates().stream()
                        .findFirst())
                .map(token -> token.getCertificate());
    }

    private RequestIntegrity bestCopy() {
        return WhiteSpace.copiesWithout(element).stream()
                .map(RequestIntegrity::new)
                .filter(copy -> copy.wrongs() < wrongs())
                .min(Comparator.comparingInt(RequestIntegrity::wrongs))
                .orElse(this);
    }

    private void judgeDigests(Diagnosis diagnosis) {
        for (ReferenceValidation reference : broken()) {
            diagnosis.add(
                    Cause.ALTERED,
                    reference.getType() == DigestMatcherType.SIGNED_PROPERTIES
                            ? "The signed properties of the signature were changed after signing"
                            : "What was signed was changed after signing: a digest does not fit");
        }
    }

    private void judgeNamedCertificate(Diagnosis diagnosis) {
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

    private boolean isGood() {
        return wrongs() == 0;
    }

    /** DSS calls the value wrong wherever a digest is, so that only counts where all are right. */
    private int wrongs() {
        return 2 * broken().size() + (isValueRight() ? 0 : 1);
    }

    /** DSS lists one that it misses, too, where nothing but the properties is signed. */
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
