package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/** A request to TEST to remove a subject, and its subunits. */
public record RemoveSubject(Nip subjectNip) {

    /**
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public RemoveSubject {
        Nip.of(subjectNip.value());
    }

    /**
     * Returns a request to remove this subject.
     *
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public static RemoveSubject of(Nip nip) {
        return new RemoveSubject(nip);
    }
}
