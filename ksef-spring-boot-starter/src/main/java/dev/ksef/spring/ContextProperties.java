package dev.ksef.spring;

import org.jspecify.annotations.Nullable;

/**
 * A context that the application acts for, named by one of four identifiers.
 *
 * @param credentials its own; without any it has those of {@code ksef.credentials}
 */
record ContextProperties(
        @Nullable String nip,
        @Nullable String internalId,
        @Nullable String nipVatUe,
        @Nullable String peppolId,
        @Nullable CredentialsProperties credentials) {}
