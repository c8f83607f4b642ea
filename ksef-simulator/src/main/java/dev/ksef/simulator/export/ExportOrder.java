package dev.ksef.simulator.export;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceQuery;
import dev.ksef.simulator.publickey.EncryptionInfo;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the request for an export asks. */
record ExportOrder(
        EncryptionInfo encryption, InvoiceQuery filters, boolean onlyMetadata, PackageCompression compression) {

    /**
     * Reads the body of a request.
     *
     * @throws BadRequest 21405 if a field is missing or wrong
     */
    static ExportOrder of(JsonBody body, LoginContext context, Instant now) {
        EncryptionInfo encryption = EncryptionInfo.of(body);
        boolean onlyMetadata = body.flag("onlyMetadata");
        String compression = body.optionalChoice(
                "compressionType",
                Arrays.stream(PackageCompression.values())
                        .map(PackageCompression::text)
                        .collect(Collectors.toSet()));
        InvoiceQuery filters = InvoiceQuery.of(body.object("filters"), context, now);
        return new ExportOrder(encryption, filters, onlyMetadata, compression(compression));
    }

    private static PackageCompression compression(@Nullable String text) {
        return PackageCompression.TAR_GZ.text().equals(text) ? PackageCompression.TAR_GZ : PackageCompression.ZIP;
    }

    /** Whether a login in this context can be that party of an invoice. */
    boolean possibleFor(LoginContext context) {
        return switch (context.type()) {
            case LoginContext.INTERNAL_ID -> filters.subjectType().equals(InvoiceQuery.THIRD_SUBJECT);
            case LoginContext.PEPPOL_ID -> false;
            default -> true;
        };
    }
}
