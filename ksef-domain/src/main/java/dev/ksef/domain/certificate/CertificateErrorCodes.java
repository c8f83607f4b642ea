package dev.ksef.domain.certificate;

/**
 * The codes of errors that the use cases of certificates react to or explain. Each is valid only for the named operations,
 * since the same number means something else in others.
 */
final class CertificateErrorCodes {

    /** The sign-in has no subject for a certificate: exception of {@code GET /certificates/enrollments/data}. */
    static final int NO_SUBJECT = 25001;

    /** The sign-in cannot apply for certificates: exception of {@code POST /certificates/enrollments}. */
    static final int MAY_NOT_APPLY = 25002;

    /** The subject is not what KSeF returned: exception of {@code POST /certificates/enrollments}. */
    static final int OTHER_SUBJECT = 25003;

    /** The application cannot be read: exception of {@code POST /certificates/enrollments}. */
    static final int UNREADABLE_APPLICATION = 25004;

    /** There were too many applications: exception of {@code POST /certificates/enrollments}. */
    static final int TOO_MANY_APPLICATIONS = 25006;

    /** There are too many certificates: exception of {@code POST /certificates/enrollments}. */
    static final int TOO_MANY_CERTIFICATES = 25007;

    /** It was revoked already, is blocked, or has expired: exception of {@code POST .../{certificateSerialNumber}/revoke}. */
    static final int NOT_REVOCABLE = 25009;

    /** The key is of another kind or size: exception of {@code POST /certificates/enrollments}. */
    static final int KEY_NOT_TAKEN = 25010;

    /** The signature of the application is of another kind: exception of {@code POST /certificates/enrollments}. */
    static final int SIGNATURE_NOT_TAKEN = 25011;

    private CertificateErrorCodes() {}
}
