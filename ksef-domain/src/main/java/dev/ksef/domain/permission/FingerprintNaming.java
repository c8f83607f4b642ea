package dev.ksef.domain.permission;

import dev.ksef.model.grant.PersonDetails;
import dev.ksef.model.grant.PersonSubjectDetails;
import dev.ksef.model.subject.SubjectIdentifier;

/** A grant that lacks the name of the person who signs in with a certificate. */
public final class FingerprintNaming {

    private final SubjectIdentifier subject;
    private final GrantForm<SubjectIdentifier, PersonSubjectDetails> form;

    FingerprintNaming(SubjectIdentifier subject, GrantForm<SubjectIdentifier, PersonSubjectDetails> form) {
        this.subject = subject;
        this.form = form;
    }

    /**
     * Names the person.
     *
     * @param firstName 2 to 30 characters
     * @param lastName 2 to 81 characters
     * @throws IllegalArgumentException if a name is shorter or longer
     */
    public PersonProof named(String firstName, String lastName) {
        return new PersonProof(
                PersonDetails.of(firstName, lastName),
                person -> form.of(subject, PersonSubjectDetails.of(person)),
                person -> form.of(subject, PersonSubjectDetails.of(person)));
    }
}
