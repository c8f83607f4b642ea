package dev.ksef.model.testdata;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;

/** Who is given rights on TEST. Source: {@code TestDataAuthorizedIdentifier} of API 2.8. */
public record TestSubject(TestSubjectIdentifierType type, String value) {

    /**
     * Returns a company or a person by NIP.
     *
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public static TestSubject of(Nip nip) {
        return new TestSubject(
                TestSubjectIdentifierType.NIP, Nip.of(nip.value()).value());
    }

    /**
     * Returns a person.
     *
     * @throws IllegalArgumentException if the PESEL is not valid
     */
    public static TestSubject of(Pesel pesel) {
        return new TestSubject(
                TestSubjectIdentifierType.PESEL, Pesel.of(pesel.value()).value());
    }

    /**
     * Returns whoever signs in with the certificate of this fingerprint.
     *
     * @throws IllegalArgumentException if the fingerprint is not valid
     */
    public static TestSubject of(CertificateFingerprint fingerprint) {
        return new TestSubject(
                TestSubjectIdentifierType.FINGERPRINT,
                CertificateFingerprint.of(fingerprint.value()).value());
    }

    /** Shows the type alone: the value may be a person's number. */
    @Override
    public String toString() {
        return "TestSubject[" + type.value() + "]";
    }
}
