package dev.ksef.model.grant;

import dev.ksef.model.subject.PersonIdentifier;
import dev.ksef.model.subject.TypedIdentifier;

/** A person whose certificate names neither a NIP nor a PESEL, although the person has one. */
public record PersonWithIdentifier(String firstName, String lastName, PersonIdentifier identifier) {

    /**
     * @throws IllegalArgumentException if a name is too short or too long, or the identifier has another form
     */
    public PersonWithIdentifier {
        PersonDetails.of(firstName, lastName);
        TypedIdentifier.sendable(identifier, "identifier of a person");
    }

    /** Returns the person with this name and number. */
    public static PersonWithIdentifier of(PersonDetails name, PersonIdentifier identifier) {
        return new PersonWithIdentifier(name.firstName(), name.lastName(), identifier);
    }

    /** Does not show the person. */
    @Override
    public String toString() {
        return "PersonWithIdentifier[redacted]";
    }
}
