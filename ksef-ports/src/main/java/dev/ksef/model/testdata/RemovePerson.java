package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/** A request to TEST to remove a person, and all rights of that person. */
public record RemovePerson(Nip nip) {

    /** Returns a request to remove the person with this NIP. */
    public static RemovePerson of(Nip nip) {
        return new RemovePerson(nip);
    }
}
