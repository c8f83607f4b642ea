package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;

/**
 * The algorithms that KSeF documents for signatures. Those that the JDK lacks are refused when the signature is
 * verified.
 */
final class SignatureAlgorithms {

    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String ENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String MORE_2001 = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final String MORE_2021 = "http://www.w3.org/2021/04/xmldsig-more#";
    private static final String C14N_11 = "http://www.w3.org/2006/12/xml-c14n11";

    private static final Set<String> CANONICALIZATIONS = Set.of(
            CanonicalizationMethod.INCLUSIVE,
            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
            CanonicalizationMethod.EXCLUSIVE,
            CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS,
            C14N_11,
            C14N_11 + "#WithComments");

    /** The transforms that exclude the signature from the document around it. */
    private static final Set<String> EXCLUSIONS = Set.of(Transform.ENVELOPED, Transform.XPATH, Transform.XPATH2);

    /** The JDK's names of digests, by URI. */
    private static final Map<String, String> DIGESTS = Map.of(
            DSIG + "sha1", "SHA-1",
            ENC + "sha256", "SHA-256",
            MORE_2001 + "sha384", "SHA-384",
            ENC + "sha512", "SHA-512",
            MORE_2007 + "sha3-256", "SHA3-256",
            MORE_2007 + "sha3-384", "SHA3-384",
            MORE_2007 + "sha3-512", "SHA3-512");

    private static final Set<String> SIGNATURES = Stream.of(
                    Stream.of(DSIG + "rsa-sha1"),
                    each(MORE_2001 + "rsa-", "sha256", "sha384", "sha512"),
                    each(MORE_2007, "sha1", "sha256", "sha384", "sha512", "sha3-256", "sha3-384", "sha3-512")
                            .map(name -> name + "-rsa-MGF1"),
                    each(MORE_2001 + "ecdsa-", "sha1", "sha256", "sha384", "sha512"),
                    each(MORE_2021 + "ecdsa-", "sha3-256", "sha3-384", "sha3-512"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private SignatureAlgorithms() {}

    private static Stream<String> each(String prefix, String... names) {
        return Stream.of(names).map(name -> prefix + name);
    }

    static boolean canonicalizes(String uri) {
        return CANONICALIZATIONS.contains(uri);
    }

    static boolean excludes(String uri) {
        return EXCLUSIONS.contains(uri);
    }

    static boolean signs(String uri) {
        return SIGNATURES.contains(uri);
    }

    static boolean digests(String uri) {
        return DIGESTS.containsKey(uri);
    }

    /**
     * The JDK's name of a digest.
     *
     * @throws BadRequest 9105 if KSeF does not take it
     */
    static String digestName(String uri) {
        String name = DIGESTS.get(uri);
        if (name == null) {
            throw SignatureRefusals.unsupportedAlgorithm();
        }
        return name;
    }
}
