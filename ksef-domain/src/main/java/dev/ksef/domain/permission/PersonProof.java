package dev.ksef.domain.permission;

import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.grant.PersonDetails;
import dev.ksef.model.grant.PersonWithDocument;
import dev.ksef.model.grant.PersonWithIdentifier;
import dev.ksef.model.subject.IdDocument;
import dev.ksef.model.subject.PersonIdentifier;
import java.time.LocalDate;
import java.util.function.Function;

/** A grant that lacks what tells its person, known by a certificate, from others of that name. */
public final class PersonProof {

    private final PersonDetails name;
    private final Function<PersonWithIdentifier, GrantDescription> withIdentifier;
    private final Function<PersonWithDocument, GrantDescription> withDocument;

    PersonProof(
            PersonDetails name,
            Function<PersonWithIdentifier, GrantDescription> withIdentifier,
            Function<PersonWithDocument, GrantDescription> withDocument) {
        this.name = name;
        this.withIdentifier = withIdentifier;
        this.withDocument = withDocument;
    }

    /**
     * Tells the person's PESEL, which the certificate does not name.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public GrantDescription identifiedBy(Pesel pesel) {
        return withIdentifier.apply(PersonWithIdentifier.of(name, PersonIdentifier.of(pesel)));
    }

    /**
     * Tells the person's NIP, which the certificate does not name.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public GrantDescription identifiedBy(Nip nip) {
        return withIdentifier.apply(PersonWithIdentifier.of(name, PersonIdentifier.of(nip)));
    }

    /**
     * Tells date of birth and identity document, of a person who has neither PESEL nor NIP.
     *
     * @throws IllegalArgumentException if the document lacks something
     */
    public GrantDescription identifiedBy(LocalDate birthDate, IdDocument document) {
        return withDocument.apply(PersonWithDocument.of(name, birthDate, document));
    }
}
