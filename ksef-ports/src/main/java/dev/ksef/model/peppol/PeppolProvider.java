package dev.ksef.model.peppol;

import dev.ksef.model.PeppolId;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Peppol service provider that is registered in KSeF. It is registered when it first signs in with its certificate.
 *
 * @param dateCreated when it was registered
 */
public record PeppolProvider(
        PeppolId id, @Nullable String name, @Nullable OffsetDateTime dateCreated) {

    public PeppolProvider {
        Objects.requireNonNull(id, "id");
    }
}
