package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.List;
import java.util.Map;

/**
 * The meaning of one error code or status that KSeF answers a signed request with.
 *
 * @param means the meaning in words
 * @param otherwise what to do if none of the causes is found in the document
 * @param causes the possible causes, the usual ones first
 */
record RefusalMeaning(String means, String otherwise, List<Cause> causes) {

    static final RefusalMeaning NO_CODE = new RefusalMeaning(
            "KSeF named no code",
            "Look at the status: 415 is a Content-Type other than application/xml, 403 a firewall, 429 too many calls",
            List.of());

    private static final String KEEP_BYTES =
            "Send the bytes as the signing tool wrote them, as application/xml, and compare with a document that passed";
    private static final String OF_THE_CERTIFICATE =
            "Use a certificate of this environment's issuer, neither revoked nor suspended; on TEST link a person's PESEL"
                    + " to the NIP first";

    private static final RefusalMeaning SIGNATURE = new RefusalMeaning(
            "the signature is invalid, or of no accepted profile",
            KEEP_BYTES,
            List.of(
                    Cause.PRETTY_PRINTED,
                    Cause.ALTERED,
                    Cause.SIGNING_CERTIFICATE,
                    Cause.PROFILE,
                    Cause.DER_SIGNATURE,
                    Cause.SIGNATURE_VALUE,
                    Cause.PACKAGING,
                    Cause.ALGORITHM,
                    Cause.SHA1,
                    Cause.KEY));

    private static final RefusalMeaning CERTIFICATE = new RefusalMeaning(
            "the certificate is not accepted",
            OF_THE_CERTIFICATE,
            List.of(
                    Cause.SELF_SIGNED,
                    Cause.CERTIFICATE_TYPE,
                    Cause.NOT_YET_VALID,
                    Cause.EXPIRED,
                    Cause.CERTIFICATE_ATTRIBUTES,
                    Cause.KEY,
                    Cause.SIGNING_CERTIFICATE));

    private static final Map<Integer, RefusalMeaning> CODES = Map.ofEntries(
            Map.entry(
                    9101,
                    new RefusalMeaning(
                            "the document is invalid",
                            KEEP_BYTES,
                            List.of(Cause.NOT_XML, Cause.ENCODING, Cause.CONTENT, Cause.NAMESPACE, Cause.PACKAGING))),
            Map.entry(
                    9102,
                    new RefusalMeaning(
                            "the signature is missing", KEEP_BYTES, List.of(Cause.UNSIGNED, Cause.PACKAGING))),
            Map.entry(
                    9103,
                    new RefusalMeaning(
                            "there are too many signatures",
                            "Sign a fresh document, once",
                            List.of(Cause.SEVERAL_SIGNATURES))),
            Map.entry(9104, SIGNATURE),
            Map.entry(9105, SIGNATURE),
            Map.entry(
                    21001,
                    new RefusalMeaning(
                            "the content is unreadable", KEEP_BYTES, List.of(Cause.NOT_XML, Cause.ENCODING))),
            Map.entry(
                    21111,
                    new RefusalMeaning(
                            "the challenge is invalid",
                            "Get a new challenge from this environment and sign within 10 minutes; one serves once",
                            List.of(Cause.OTHER_REQUEST, Cause.CONTENT))),
            Map.entry(21115, CERTIFICATE),
            Map.entry(
                    21117,
                    new RefusalMeaning(
                            "who signs does not fit the kind of context",
                            "See whom the certificate identifies, and whether that one may act in a context of this kind",
                            List.of(Cause.CONTENT, Cause.CERTIFICATE_ATTRIBUTES, Cause.CERTIFICATE_TYPE))),
            Map.entry(
                    21217,
                    new RefusalMeaning(
                            "the encoding of characters is invalid",
                            "See that no tool on the way to KSeF decodes and encodes the body",
                            List.of(Cause.ENCODING))),
            Map.entry(
                    21401,
                    new RefusalMeaning(
                            "the document does not conform to the schema",
                            KEEP_BYTES,
                            List.of(Cause.CONTENT, Cause.NAMESPACE, Cause.PACKAGING))),
            Map.entry(
                    21406,
                    new RefusalMeaning(
                            "signature and way to identify contradict each other",
                            "Take certificateSubject for certificates with a NIP or PESEL, certificateFingerprint for others",
                            List.of(Cause.CERTIFICATE_ATTRIBUTES, Cause.CERTIFICATE_TYPE, Cause.SIGNING_CERTIFICATE))));

    private static final Map<Integer, RefusalMeaning> STATUSES = Map.of(
            415,
            new RefusalMeaning(
                    "the signature is fine, and whoever signed has no rights in this context",
                    "Grant rights to the NIP, PESEL or fingerprint of the certificate, or sign in to another context",
                    List.of(Cause.CERTIFICATE_ATTRIBUTES, Cause.OTHER_REQUEST)),
            425,
            new RefusalMeaning("the sign-in was revoked by its owner", "Sign in anew", List.of()),
            450,
            new RefusalMeaning(
                    "a challenge or token is invalid",
                    "Get a new challenge and sign within 10 minutes; this status belongs to KSeF tokens above all",
                    List.of(Cause.OTHER_REQUEST)),
            460,
            CERTIFICATE,
            470,
            new RefusalMeaning("the certificate belongs to somebody who has died", "Use another person's", List.of()),
            480,
            new RefusalMeaning("the context is blocked", "Ask the Ministry", List.of()));

    RefusalMeaning {
        causes = List.copyOf(causes);
    }

    static RefusalMeaning ofCode(int code) {
        return CODES.getOrDefault(code, unknown()).named("KSeF's error " + code);
    }

    static RefusalMeaning ofStatus(int status) {
        return STATUSES.getOrDefault(status, unknown()).named("KSeF's status " + status);
    }

    private static RefusalMeaning unknown() {
        return new RefusalMeaning(
                "something that signed documents are not known to cause",
                "Read KSeF's own description; try once more if it is a matter of the server",
                List.of());
    }

    private RefusalMeaning named(String answer) {
        return new RefusalMeaning(answer + " means that " + means, otherwise, causes);
    }

    int rank(Cause cause) {
        int at = causes.indexOf(cause);
        return at < 0 ? causes.size() : at;
    }

    SignatureFinding finding(List<SignatureFinding> found) {
        boolean explained = found.stream().anyMatch(finding -> causes.contains(finding.cause()));
        return new SignatureFinding(
                Cause.SAID_BY_KSEF,
                means
                        + (explained
                                ? "; the next finding is the likely cause"
                                : "; nothing in the document explains it"),
                explained ? "Do what the next finding advises" : otherwise);
    }
}
