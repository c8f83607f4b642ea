package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/** A request to TEST to remove a subject, and its subunits. */
public record RemoveSubject(Nip subjectNip) {

    /** Returns a request to remove this subject. */
    public static RemoveSubject of(Nip nip) {
        return new RemoveSubject(nip);
    }
}
