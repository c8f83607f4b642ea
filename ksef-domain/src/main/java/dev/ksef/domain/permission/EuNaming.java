package dev.ksef.domain.permission;

import dev.ksef.model.grant.EuSubjectDetails;
import dev.ksef.model.grant.PersonDetails;
import dev.ksef.model.subject.EuEntityDetails;
import dev.ksef.model.subject.FingerprintIdentifier;

/** A grant for an EU entity that lacks the name of the person or entity that gets it. */
public final class EuNaming {

    private final FingerprintIdentifier subject;
    private final GrantForm<FingerprintIdentifier, EuSubjectDetails> form;

    EuNaming(FingerprintIdentifier subject, GrantForm<FingerprintIdentifier, EuSubjectDetails> form) {
        this.subject = subject;
        this.form = form;
    }

    /**
     * Names a person, who signs in with a signature.
     *
     * @param firstName 2 to 30 characters
     * @param lastName 2 to 81 characters
     * @throws IllegalArgumentException if a name is shorter or longer
     */
    public PersonProof named(String firstName, String lastName) {
        return new PersonProof(
                PersonDetails.of(firstName, lastName),
                person -> form.of(subject, EuSubjectDetails.of(person)),
                person -> form.of(subject, EuSubjectDetails.of(person)));
    }

    /**
     * Names an entity, which signs in with a seal.
     *
     * @param fullName at most 100 characters
     * @param address at most 512 characters
     * @throws IllegalArgumentException if name or address is empty or longer
     */
    public GrantDescription namedEntity(String fullName, String address) {
        return form.of(subject, EuSubjectDetails.of(EuEntityDetails.of(fullName, address)));
    }
}
