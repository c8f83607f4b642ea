package dev.ksef.model.finding;

import java.util.Objects;

/**
 * Something that is wrong with a signed request to sign in, or that KSeF would refuse.
 *
 * @param cause which of the known causes
 * @param explanation what was found in this document, in plain words
 * @param advice what to do about it
 */
public record SignatureFinding(Cause cause, String explanation, String advice) {

    /** Why KSeF refuses signed documents. */
    public enum Cause {
        /** Not well-formed XML, or with a document type. */
        NOT_XML,
        /** Bytes that are not in the encoding the document declares, or not UTF-8; a byte order mark. */
        ENCODING,
        /** Not an AuthTokenRequest, or not as its schema wants it. */
        CONTENT,
        /** A namespace that is none of AuthTokenRequest's. */
        NAMESPACE,
        /** The challenge, the context or the identification of another request. */
        OTHER_REQUEST,
        /** No signature. */
        UNSIGNED,
        /** More than one signature. */
        SEVERAL_SIGNATURES,
        /** Detached, or a signature that does not cover the request. */
        PACKAGING,
        /** No XAdES signature, or none of an accepted profile. */
        PROFILE,
        /** Neither a SigningCertificate nor a signed KeyInfo, or one of another certificate. */
        SIGNING_CERTIFICATE,
        /** A transform or an algorithm that KSeF does not accept. */
        ALGORITHM,
        /** SHA-1, which KSeF may take and modern verifiers do not. */
        SHA1,
        /** ECDSA in DER instead of r||s. */
        DER_SIGNATURE,
        /** Something was changed after signing. */
        ALTERED,
        /** White space was changed after signing: pretty-printed, or other line ends. */
        PRETTY_PRINTED,
        /** The signature value does not fit the certificate's key. */
        SIGNATURE_VALUE,
        /** A key that is too small or of a kind that KSeF does not take. */
        KEY,
        /** A subject that lacks what KSeF reads in it. */
        CERTIFICATE_ATTRIBUTES,
        /** A KSeF certificate of type Offline. */
        CERTIFICATE_TYPE,
        /** A certificate that has expired. */
        EXPIRED,
        /** A certificate that is not valid yet. */
        NOT_YET_VALID,
        /** A self-signed certificate where only qualified ones and KSeF's own count. */
        SELF_SIGNED,
        /** What KSeF said, explained. */
        SAID_BY_KSEF
    }

    public SignatureFinding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(advice, "advice");
    }
}
