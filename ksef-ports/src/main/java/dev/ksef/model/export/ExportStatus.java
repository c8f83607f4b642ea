package dev.ksef.model.export;

import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far an export is.
 *
 * <p>Source: schema {@code InvoiceExportStatusResponse} of API 2.8.1. In JSON the package is called {@code package}.
 *
 * @param status 100 under way, 200 ready, 210 expired, 415 the key could not be decrypted, 420 the range begins behind the high
 *     water mark that it is restricted to, 500 failed, 550 cancelled by KSeF: start it again
 * @param packageExpirationDate until when the package can be fetched
 * @param exportedPackage what is to be fetched; only if the export is ready
 */
public record ExportStatus(
        StatusInfo status,
        @Nullable OffsetDateTime completedDate,
        @Nullable OffsetDateTime packageExpirationDate,
        @Nullable ExportedPackage exportedPackage) {

    public ExportStatus {
        Objects.requireNonNull(status, "status");
    }
}
