package dev.ksef.model.signature;

/** The kinds of certificates that KSeF distinguishes. */
public enum CertificateKind {
    /** Issued by KSeF for signing in: key usage digitalSignature. */
    KSEF_AUTHENTICATION,
    /** Issued by KSeF for signing the codes of offline invoices: key usage nonRepudiation. */
    KSEF_OFFLINE,
    /** The seal of an organisation: organizationIdentifier, and no name of a person. */
    SEAL,
    /** The signature of a person: given name or surname. */
    PERSON,
    /** Any other certificate; it can sign in by its fingerprint. */
    OTHER
}
