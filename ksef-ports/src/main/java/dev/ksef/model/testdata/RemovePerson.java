package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/** A request to TEST to remove a person, and all rights of that person. */
public record RemovePerson(Nip nip) {

    /**
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public RemovePerson {
        Nip.of(nip.value());
    }

    /**
     * Returns a request to remove the person with this NIP.
     *
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public static RemovePerson of(Nip nip) {
        return new RemovePerson(nip);
    }
}
