package dev.ksef.model.finding;

import java.util.Objects;

/**
 * A problem of a signed request to sign in, or a reason for which KSeF would refuse it.
 *
 * @param cause which of the known causes
 * @param explanation what is wrong with this document
 * @param advice what to do about it
 */
public record SignatureFinding(Cause cause, String explanation, String advice) {

    /** Why KSeF refuses signed documents. */
    public enum Cause {
        /** It is not well-formed XML, or has a document type. */
        NOT_XML,
        /** Its bytes are not in the declared encoding or not UTF-8, or it has a byte order mark. */
        ENCODING,
        /** It is not an AuthTokenRequest, or not valid by its schema. */
        CONTENT,
        /** It has a namespace that AuthTokenRequest does not have. */
        NAMESPACE,
        /** It has the challenge, the context or the identification of another request. */
        OTHER_REQUEST,
        /** No signature. */
        UNSIGNED,
        /** More than one signature. */
        SEVERAL_SIGNATURES,
        /** The signature is detached, or does not cover the request. */
        PACKAGING,
        /** The signature is not XAdES, or its profile is not accepted. */
        PROFILE,
        /** It has neither a SigningCertificate nor a signed KeyInfo, or one of another certificate. */
        SIGNING_CERTIFICATE,
        /** A transform or an algorithm that KSeF does not accept. */
        ALGORITHM,
        /** It uses SHA-1, which KSeF may accept, but modern verifiers do not. */
        SHA1,
        /** ECDSA in DER instead of r||s. */
        DER_SIGNATURE,
        /** Something was changed after signing. */
        ALTERED,
        /** White space was changed after signing: pretty-printed, or other line ends. */
        PRETTY_PRINTED,
        /** The signature value does not fit the certificate's key. */
        SIGNATURE_VALUE,
        /** The key is too small or of a kind that KSeF does not accept. */
        KEY,
        /** The subject of the certificate lacks the attributes that KSeF reads. */
        CERTIFICATE_ATTRIBUTES,
        /** A KSeF certificate of type Offline. */
        CERTIFICATE_TYPE,
        /** A certificate that has expired. */
        EXPIRED,
        /** A certificate that is not valid yet. */
        NOT_YET_VALID,
        /** The certificate is self-signed, but only qualified certificates and KSeF's own are accepted. */
        SELF_SIGNED,
        /** An explanation of KSeF's own error. */
        SAID_BY_KSEF
    }

    public SignatureFinding {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(advice, "advice");
    }
}
