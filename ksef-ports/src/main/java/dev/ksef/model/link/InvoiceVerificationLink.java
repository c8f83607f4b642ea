package dev.ksef.model.link;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * KOD I: the link behind an invoice's QR code, {@code {qr}/invoice/{seller NIP}/{DD-MM-YYYY}/{hash}}.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a>. Its list of components names the
 * date before the NIP, its example the other way round; the
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
    private static final Pattern PATH =
            Pattern.compile("(?<base>.*)/invoice/(?<nip>\\d{10})/(?<day>\\d{2}-\\d{2}-\\d{4})/" + LinkSegments.HASH);
    private static final String NO_NUMBER_YET = "OFFLINE";

    /**
     * Checks the parts, so that no dead link is ever printed.
     *
     * @throws IllegalArgumentException if the NIP is not ten digits or the hash is not a SHA-256
     */
    public InvoiceVerificationLink {
        Objects.requireNonNull(qrBase, "qrBase");
        Nip.of(sellerNip.value());
        Objects.requireNonNull(issueDate, "issueDate");
        Sha256.of(invoiceHash.value());
    }

    /**
     * Parses a link, for example from a QR code. The hash stays as it is written, even if unused bits of its last character are
     * set ({@link Sha256#isCanonical()}).
     *
     * @throws IllegalArgumentException if it is not a link to an invoice. Such a link has HTTPS, no query, and the NIP before
     *     the date
     */
    public static InvoiceVerificationLink parse(String link) {
        LinkSegments parts = LinkSegments.of(link, PATH).orElseThrow(InvoiceVerificationLink::noLink);
        Nip seller = new Nip(parts.part("nip"));
        if (!seller.isValid()) {
            throw noLink();
        }
        return new InvoiceVerificationLink(parts.base(), seller, day(parts.part("day")), parts.hash(), null);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException noDay) {
            throw noLink();
        }
    }

    /** Has no cause: its message would quote the link. */
    private static IllegalArgumentException noLink() {
        return new IllegalArgumentException(
                "Not a link to an invoice: it must be https://<host>/invoice/<NIP>/<DD-MM-YYYY>/<43 characters>");
    }

    /** Returns the address that the code leads to. */
    public URI uri() {
        return URI.create(
                qrBase + "/invoice/" + sellerNip + "/" + DATE.format(issueDate) + "/" + invoiceHash.base64Url());
    }

    /** Returns the text that stands under the code: the KSeF number, or {@code OFFLINE} as long as there is none. */
    public String label() {
        return ksefNumber == null ? NO_NUMBER_YET : ksefNumber.value();
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
