package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.signature.internal.ReferenceElement;
import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.XmlElements;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;

/**
 * Checks that a signature uses algorithms that KSeF takes, by their identifiers in XML Signature.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a>.
 */
final class AlgorithmCheck {

    private static final Pattern SIGNATURE = Pattern.compile("http://www\\.w3\\.org/("
            + "2000/09/xmldsig#rsa-sha1"
            + "|2001/04/xmldsig-more#(rsa-sha(256|384|512)|ecdsa-sha(1|256|384|512))"
            + "|2007/05/xmldsig-more#sha(1|256|384|512|3-256|3-384|3-512)-rsa-MGF1"
            + "|2021/04/xmldsig-more#ecdsa-sha3-(256|384|512))");

    private static final Pattern DIGEST = Pattern.compile("http://www\\.w3\\.org/("
            + "2000/09/xmldsig#sha1|2001/04/xmlenc#sha(256|512)|2001/04/xmldsig-more#sha384"
            + "|2007/05/xmldsig-more#sha3-(256|384|512))");

    private static final Pattern SHA1 = Pattern.compile(".*#(.*-)?sha1(-.*)?");

    private AlgorithmCheck() {}

    static void report(SignatureElement signature, SignatureDiagnosis diagnosis) {
        List<String> signing = algorithms(signature, "SignatureMethod");
        List<String> hashing = algorithms(signature, "DigestMethod");
        if (!signing.stream().allMatch(SIGNATURE.asMatchPredicate())) {
            diagnosis.add(Cause.ALGORITHM, "The algorithm of the signature is none that KSeF takes");
        }
        if (!hashing.stream().allMatch(DIGEST.asMatchPredicate())) {
            diagnosis.add(Cause.ALGORITHM, "A digest is made with an algorithm that KSeF does not take");
        }
        if (Stream.concat(signing.stream(), hashing.stream()).anyMatch(SHA1.asMatchPredicate())) {
            diagnosis.add(Cause.SHA1, "The signature or a digest is made with SHA-1");
        }
        if (!ReferenceElement.HARMLESS_TRANSFORMS.containsAll(algorithms(signature, "CanonicalizationMethod"))) {
            diagnosis.add(Cause.ALGORITHM, "The canonicalisation is none that KSeF takes");
        }
    }

    private static List<String> algorithms(SignatureElement signature, String method) {
        return XmlElements.in(signature.element().getElementsByTagNameNS(XMLSignature.XMLNS, method))
                .map(element -> element.getAttribute("Algorithm"))
                .toList();
    }
}
