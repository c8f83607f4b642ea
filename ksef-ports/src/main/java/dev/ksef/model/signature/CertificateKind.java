package dev.ksef.model.signature;

/** What a certificate is for KSeF. */
public enum CertificateKind {
    /** Issued by KSeF to sign in with: key usage digitalSignature. */
    KSEF_AUTHENTICATION,
    /** Issued by KSeF to sign the codes of offline invoices with: key usage nonRepudiation. */
    KSEF_OFFLINE,
    /** A seal of an organisation: organizationIdentifier, no name of a person. */
    SEAL,
    /** A signature of a person: given name and surname. */
    PERSON,
    /** None of these; it can sign in by its fingerprint. */
    OTHER
}
