package dev.ksef.domain.permission;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.grant.PersonSubjectDetails;
import dev.ksef.model.subject.SubjectIdentifier;

/** A grant that lacks the person who gets it. Persons are named by what KSeF knows of them when they sign in. */
public final class PersonRecipient {

    private final GrantForm<SubjectIdentifier, PersonSubjectDetails> form;

    PersonRecipient(GrantForm<SubjectIdentifier, PersonSubjectDetails> form) {
        this.form = form;
    }

    /**
     * Grants to whoever signs in with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public PersonNaming to(Nip nip) {
        return new PersonNaming(SubjectIdentifier.of(nip), form);
    }

    /**
     * Grants to the person with this PESEL.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public PersonNaming to(Pesel pesel) {
        return new PersonNaming(SubjectIdentifier.of(pesel), form);
    }

    /**
     * Grants to whoever signs in with this certificate. Needed only if the certificate names neither a NIP nor a PESEL.
     *
     * @throws IllegalArgumentException if the fingerprint has another form
     */
    public FingerprintNaming to(CertificateFingerprint fingerprint) {
        return new FingerprintNaming(SubjectIdentifier.of(fingerprint), form);
    }
}
