package dev.ksef.model.testdata;

import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * A request to TEST to end a certificate earlier.
 *
 * @param validTo its new end, which cannot be later than its present one
 */
public record UpdateCertificate(OffsetDateTime validTo) {

    public UpdateCertificate {
        Objects.requireNonNull(validTo, "validTo");
    }

    /** Returns a request for a certificate that ends then. */
    public static UpdateCertificate endingAt(OffsetDateTime moment) {
        return new UpdateCertificate(moment);
    }
}
