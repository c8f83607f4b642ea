package dev.ksef.domain.permission;

import dev.ksef.model.grant.PersonDetails;
import dev.ksef.model.grant.PersonSubjectDetails;
import dev.ksef.model.subject.SubjectIdentifier;

/** A grant that lacks the name of the person who gets it. */
public final class PersonNaming {

    private final SubjectIdentifier subject;
    private final GrantForm<SubjectIdentifier, PersonSubjectDetails> form;

    PersonNaming(SubjectIdentifier subject, GrantForm<SubjectIdentifier, PersonSubjectDetails> form) {
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
    public GrantDescription named(String firstName, String lastName) {
        return form.of(subject, PersonSubjectDetails.of(PersonDetails.of(firstName, lastName)));
    }
}
