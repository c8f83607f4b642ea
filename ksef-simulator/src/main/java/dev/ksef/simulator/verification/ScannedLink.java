package dev.ksef.simulator.verification;

import dev.ksef.simulator.certificate.SerialNumbers;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.wire.HttpRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the link of a QR code. A link with a part of another shape than documented is malformed. */
final class ScannedLink {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String NO_PADDING = "[A-Za-z0-9_-]+";
    private static final String HASH = "[A-Za-z0-9_-]{43}";
    private static final Map<String, String> CONTEXTS = Map.of(
            "Nip",
            NipNumbers.SHAPE,
            "InternalId",
            NipNumbers.SHAPE + "-\\d{5}",
            "NipVatUe",
            NipNumbers.SHAPE + "-[A-Z]{2}[A-Z0-9+*]{2,12}",
            "PeppolId",
            "P[A-Z]{2}\\d{6}");

    private ScannedLink() {}

    /**
     * The link of a KOD I.
     *
     * @param hash SHA-256 in Base64, as KSeF keeps it
     */
    record OfInvoice(String sellerNip, LocalDate issueDate, String hash) {

        static Optional<OfInvoice> of(HttpRequest request) {
            String nip = request.pathVariable("nip");
            String hash = request.pathVariable("hash");
            Optional<LocalDate> date = date(request.pathVariable("date"));
            return NipNumbers.wellFormed(nip) && hash.matches(HASH)
                    ? date.map(day -> new OfInvoice(nip, day, standard(hash)))
                    : Optional.empty();
        }
    }

    /**
     * The link of a KOD II.
     *
     * @param hash SHA-256 in Base64, as KSeF keeps it
     * @param signedPath the path as it came without its last segment; the host and this path are what was signed
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record OfCertificate(String sellerNip, String serialNumber, String hash, String signedPath, byte[] signature) {

        static Optional<OfCertificate> of(HttpRequest request) {
            String context = CONTEXTS.get(request.pathVariable("contextType"));
            String nip = request.pathVariable("nip");
            String serialNumber = request.pathVariable("serialNumber");
            String hash = request.pathVariable("hash");
            String path = request.path();
            int end = path.lastIndexOf('/');
            String signature = path.substring(end + 1);
            boolean formed = context != null
                    && request.pathVariable("contextValue").matches(context)
                    && NipNumbers.wellFormed(nip)
                    && serialNumber.matches(SerialNumbers.SHAPE)
                    && hash.matches(HASH)
                    && signature.matches(NO_PADDING)
                    && signature.length() % 4 != 1;
            return formed
                    ? Optional.of(new OfCertificate(
                            nip,
                            serialNumber,
                            standard(hash),
                            path.substring(0, end),
                            Base64.getUrlDecoder().decode(signature)))
                    : Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** The hash in the usual Base64. The last of its 43 characters has two bits without meaning, which are ignored. */
    private static String standard(String hash) {
        return Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(hash));
    }
}
