package dev.ksef.domain.permission;

import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.grant.PersonSubjectDetails;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import java.util.function.Function;

/** An indirect grant that lacks the clients whose invoices it concerns. */
public final class IndirectGrant {

    private final Function<TargetIdentifier, GrantForm<SubjectIdentifier, PersonSubjectDetails>> form;

    IndirectGrant(Function<TargetIdentifier, GrantForm<SubjectIdentifier, PersonSubjectDetails>> form) {
        this.form = form;
    }

    /**
     * Grants rights for one client, who must have granted a right to this context with leave to pass it on.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public PersonRecipient forClient(Nip client) {
        return new PersonRecipient(form.apply(TargetIdentifier.of(client)));
    }

    /**
     * Grants rights for one client that is a unit of a taxpayer.
     *
     * @throws IllegalArgumentException if the identifier has another form
     */
    public PersonRecipient forClient(InternalId client) {
        return new PersonRecipient(form.apply(TargetIdentifier.of(client)));
    }

    /** Grants rights for all clients, present and future, as far as they let this context pass their rights on. */
    public PersonRecipient forAllClients() {
        return new PersonRecipient(form.apply(TargetIdentifier.ALL_PARTNERS));
    }
}
