package dev.ksef.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * KOD I: the link behind an invoice's QR code, {@code {qr}/invoice/{seller NIP}/{DD-MM-YYYY}/{hash}}.
 *
 * <p>Source: kody-qr.md. Its list of components names the date before the NIP, its example the other way round; the
 * example is what the verification page takes.
 *
 * @param qrBase the QR address of the environment the invoice was sent to
 * @param sellerNip the seller's NIP as written in the invoice
 * @param issueDate the invoice's P_1
 * @param invoiceHash SHA-256 of the invoice's XML file, byte for byte
 * @param ksefNumber the KSeF number once it is known, for the label
 */
public record InvoiceVerificationLink(
        URI qrBase,
        Nip sellerNip,
        LocalDate issueDate,
        Sha256 invoiceHash,
        @Nullable KsefNumber ksefNumber) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd-MM-uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern PATH = Pattern.compile(
            "(?<base>.*)/invoice/(?<nip>\\d{10})/(?<day>\\d{2}-\\d{2}-\\d{4})/(?<hash>[A-Za-z0-9_-]{43})");
    private static final String NO_NUMBER_YET = "OFFLINE";

    /**
     * @throws IllegalArgumentException if the hash is not a SHA-256, so that no dead link is ever printed
     */
    public InvoiceVerificationLink {
        Objects.requireNonNull(qrBase, "qrBase");
        Nip.of(sellerNip.value());
        Objects.requireNonNull(issueDate, "issueDate");
        Sha256.of(invoiceHash.value());
    }

    /**
     * The link with this text, for example as a QR code was read; its hash stays as it is written there, even where its last
     * character has bits that no hash needs ({@link Sha256#isCanonical()}).
     *
     * @throws IllegalArgumentException if it is no link to an invoice: HTTPS, no query, the NIP in front of the date
     */
    public static InvoiceVerificationLink parse(String link) {
        try {
            URI uri = new URI(link);
            Matcher path = PATH.matcher(String.valueOf(uri.getRawPath()));
            if (!"https".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null
                    || !path.matches()) {
                throw noLink(null);
            }
            URI base = new URI("https", null, uri.getHost(), uri.getPort(), path.group("base"), null, null);
            String hash = path.group("hash").replace('-', '+').replace('_', '/') + "=";
            return new InvoiceVerificationLink(
                    base, Nip.of(path.group("nip")), LocalDate.parse(path.group("day"), DATE), Sha256.of(hash), null);
        } catch (URISyntaxException | DateTimeException odd) {
            throw noLink(odd);
        }
    }

    private static IllegalArgumentException noLink(@Nullable Exception reason) {
        return new IllegalArgumentException(
                "Not a link to an invoice: it must be https://<host>/invoice/<NIP>/<DD-MM-YYYY>/<43 characters>",
                reason);
    }

    /** The address that the code leads to. */
    public URI uri() {
        return URI.create(
                qrBase + "/invoice/" + sellerNip + "/" + DATE.format(issueDate) + "/" + invoiceHash.base64Url());
    }

    /** What stands under the code: the KSeF number, or {@code OFFLINE} as long as there is none. */
    public String label() {
        return ksefNumber == null ? NO_NUMBER_YET : ksefNumber.value();
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
