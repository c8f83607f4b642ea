package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings in the order in which they are made, each once, and adds the advice for its cause. */
final class SignatureDiagnosis {

    private final Set<SignatureFinding> findings = new LinkedHashSet<>();

    void add(Cause cause, String explanation) {
        findings.add(new SignatureFinding(cause, explanation, advice(cause)));
    }

    boolean has(Cause cause) {
        return findings.stream().anyMatch(finding -> finding.cause() == cause);
    }

    List<SignatureFinding> findings() {
        return List.copyOf(findings);
    }

    private static String advice(Cause cause) {
        return switch (cause) {
            case NOT_XML -> "Send the bytes of the signed XML file itself: no archive, no Base64, no document type";
            case ENCODING ->
                "Keep the document in UTF-8 without byte order mark, send its bytes as they are, and never open and save"
                        + " it in between";
            case CONTENT -> "Make the document anew from the schema of AuthTokenRequest, and sign that";
            case NAMESPACE ->
                "Use http://ksef.mf.gov.pl/auth/token/2.1 (or 2.0) as the namespace of the root, before signing";
            case OTHER_REQUEST ->
                "Sign the request that belongs to the latest challenge; one lives for 10 minutes and for its environment";
            case UNSIGNED -> "Sign the document with XAdES; a signature in a file of its own is not accepted";
            case SEVERAL_SIGNATURES -> "Sign a fresh document, once";
            case PACKAGING -> "Sign with XAdES enveloped (or enveloping), the whole AuthTokenRequest in one reference";
            case PROFILE -> "Have the tool sign with XAdES, profile BASELINE-B, rather than with plain XML Signature";
            case SIGNING_CERTIFICATE ->
                "Have the tool put the certificate into KeyInfo, and its digest (SigningCertificate) into the signed"
                        + " properties, both of the certificate whose key signs";
            case ALGORITHM ->
                "Use RSA or ECDSA with SHA-256, exclusive canonicalisation and the enveloped-signature transform";
            case SHA1 -> "Use SHA-256: SHA-1 passes on TEST at most, and was refused on PRODUCTION";
            case DER_SIGNATURE ->
                "Have the tool write ECDSA values as r||s of fixed length (IEEE P1363), as XML Signature demands";
            case ALTERED -> "Send exactly the bytes that the signing tool wrote; sign again if they are gone";
            case PRETTY_PRINTED ->
                "Send exactly the bytes that the signing tool wrote, unformatted; format, if at all, before signing";
            case SIGNATURE_VALUE -> "See that key and certificate belong together, and sign again";
            case KEY -> "Use a certificate with RSA of 2048 bits at least, or an EC key of 256 bits at least";
            case CERTIFICATE_ATTRIBUTES ->
                "Use a certificate whose subject has them, or grant rights to the fingerprint of this one and sign in by"
                        + " certificateFingerprint";
            case CERTIFICATE_TYPE -> "Use a KSeF certificate of type Authentication";
            case EXPIRED -> "Use the certificate that replaced it";
            case NOT_YET_VALID -> "Wait until it begins, or use another one; see that this machine's clock is right";
            case SELF_SIGNED -> "Use a KSeF certificate, a qualified one, or Profil Zaufany";
            case SAID_BY_KSEF -> "Look at the other findings";
        };
    }
}
