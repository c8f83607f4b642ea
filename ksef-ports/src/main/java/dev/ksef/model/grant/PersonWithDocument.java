package dev.ksef.model.grant;

import dev.ksef.model.subject.IdDocument;
import java.time.LocalDate;
import java.util.Objects;

/** A person whose certificate names neither a NIP nor a PESEL, and who has neither. */
public record PersonWithDocument(String firstName, String lastName, LocalDate birthDate, IdDocument idDocument) {

    /**
     * @throws IllegalArgumentException if a name is too short or too long, or the document lacks something
     */
    public PersonWithDocument {
        PersonDetails.of(firstName, lastName);
        Objects.requireNonNull(birthDate, "birthDate");
        idDocument = idDocument.sendable();
    }

    /** Returns the person with this name, date of birth and document. */
    public static PersonWithDocument of(PersonDetails name, LocalDate birthDate, IdDocument document) {
        return new PersonWithDocument(name.firstName(), name.lastName(), birthDate, document);
    }

    /** Does not show the person. */
    @Override
    public String toString() {
        return "PersonWithDocument[redacted]";
    }
}
