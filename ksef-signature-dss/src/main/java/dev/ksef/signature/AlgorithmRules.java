package dev.ksef.signature;

import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;

/**
 * The algorithms that KSeF takes, by the identifiers of XML Signature.
 *
 * <p>Source: auth/podpis-xades.md.
 */
final class AlgorithmRules {

    private static final Pattern SIGNATURE = Pattern.compile("http://www\\.w3\\.org/("
            + "2000/09/xmldsig#rsa-sha1"
            + "|2001/04/xmldsig-more#(rsa-sha(256|384|512)|ecdsa-sha(1|256|384|512))"
            + "|2007/05/xmldsig-more#sha(1|256|384|512|3-256|3-384|3-512)-rsa-MGF1"
            + "|2021/04/xmldsig-more#ecdsa-sha3-(256|384|512))");

    private static final Pattern DIGEST = Pattern.compile("http://www\\.w3\\.org/("
            + "2000/09/xmldsig#sha1|2001/04/xmlenc#sha(256|512)|2001/04/xmldsig-more#sha384"
            + "|2007/05/xmldsig-more#sha3-(256|384|512))");

    private static final Pattern SHA1 = Pattern.compile(".*#(.*-)?sha1(-.*)?");

    private AlgorithmRules() {}

    static void judge(XmlSignature signature, Diagnosis diagnosis) {
        List<String> signing = algorithms(signature.element(), "SignatureMethod");
        List<String> hashing = algorithms(signature.element(), "DigestMethod");
        if (!signing.stream().allMatch(SIGNATURE.asMatchPredicate())) {
            diagnosis.add(Cause.ALGORITHM, "The algorithm of the signature is none that KSeF takes");
        }
        if (!hashing.stream().allMatch(DIGEST.asMatchPredicate())) {
            diagnosis.add(Cause.ALGORITHM, "A digest is made with an algorithm that KSeF does not take");
        }
        if (Stream.concat(signing.stream(), hashing.stream()).anyMatch(SHA1.asMatchPredicate())) {
            diagnosis.add(Cause.SHA1, "The signature or a digest is made with SHA-1");
        }
        if (!SignedReferences.HARMLESS_TRANSFORMS.containsAll(
                algorithms(signature.element(), "CanonicalizationMethod"))) {
            diagnosis.add(Cause.ALGORITHM, "The canonicalisation is none that KSeF takes");
        }
    }

    private static List<String> algorithms(Element signature, String method) {
        return XmlSignature.elements(signature.getElementsByTagNameNS(XMLSignature.XMLNS, method))
                .map(element -> element.getAttribute("Algorithm"))
                .toList();
    }
}
