package dev.ksef.model.collective;

import java.util.Objects;

/** A collective identifier that was generated. */
public record GeneratedCollectiveIdentifier(CollectiveIdentifierNumber collectiveIdentifierNumber) {

    public GeneratedCollectiveIdentifier {
        Objects.requireNonNull(collectiveIdentifierNumber, "collectiveIdentifierNumber");
    }
}
