package dev.ksef.model.testdata;

import dev.ksef.model.Nip;

/**
 * A request to TEST to take away all rights that somebody has in the context of a taxpayer.
 *
 * @param contextIdentifier the taxpayer
 * @param authorizedIdentifier who loses them
 */
public record RevokeTestPermissions(Nip contextIdentifier, TestSubject authorizedIdentifier) {

    /**
     * Returns a request to take away the rights.
     *
     * @throws IllegalArgumentException if the NIP is not valid
     */
    public static RevokeTestPermissions of(Nip context, TestSubject authorized) {
        return new RevokeTestPermissions(Nip.of(context.value()), authorized);
    }
}
