package dev.ksef.model.export;

import dev.ksef.model.Sha256;
import dev.ksef.model.link.SignedLink;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of an exported package.
 *
 * <p>Source: schema {@code InvoicePackagePart} of API 2.8.1.
 *
 * @param ordinalNumber from 1
 * @param partName of its file, such as {@code 20260302-EH-...-001.zip.aes}
 * @param method of HTTP; always {@code GET} so far
 * @param url new in each answer about the status, without a bearer; never log it
 * @param partSize in bytes, plain
 * @param partHash of the plain part
 * @param encryptedPartSize in bytes
 * @param encryptedPartHash of the part as it is fetched
 * @param expirationDate until when the link serves, about an hour
 */
public record ExportedPart(
        Integer ordinalNumber,
        @Nullable String partName,
        @Nullable String method,
        SignedLink url,
        @Nullable Long partSize,
        @Nullable Sha256 partHash,
        @Nullable Long encryptedPartSize,
        @Nullable Sha256 encryptedPartHash,
        @Nullable OffsetDateTime expirationDate) {

    public ExportedPart {
        Objects.requireNonNull(ordinalNumber, "ordinalNumber");
        Objects.requireNonNull(url, "url");
    }

    /** Shows its number, but not its link. */
    @Override
    public String toString() {
        return "ExportedPart[" + ordinalNumber + "]";
    }
}
