package dev.ksef.pdf;

import dev.ksef.fa3.field.UnreadableInvoiceException;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.pdf.content.InvoiceSheet;
import dev.ksef.pdf.content.Marking;
import dev.ksef.pdf.content.UpoSheet;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.print.Brand;
import dev.ksef.pdf.print.HtmlPrinter;
import dev.ksef.pdf.print.PdfPrinter;
import dev.ksef.pdf.sheet.Sheet;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures of invoices and UPO that people can read: PDF/A on A4, and HTML.
 *
 * <p>A picture shows all that an invoice says, and adds nothing. Amounts are shown as they are; whether they are right is
 * another question, which {@code dev.ksef.fa3.rule} answers. The same document is always the same bytes, on each host: the fonts
 * come with this module, and the PDF's time is that of the document. Characters that the font lacks are shown as {@code �}:
 * it has Latin, Greek and Cyrillic letters.
 *
 * <p>An invoice is untrusted input: nothing in it can load anything, run anything, or hide behind other text. What is not an invoice
 * of FA(3) is refused.
 *
 * <p>Memory and time: an invoice of 20 lines takes some 40 ms of a processor; one of 10 000 lines, the most that FA(3) allows, some 15
 * seconds and 256 MB. Up to 1 000 rows of tables, a PDF is tagged for screen readers (PDF/A-2a); longer ones are not (PDF/A-2u).
 * More than 20 000 rows, attachments included, are refused for PDF; no invoice that people read has them.
 *
 * <p>Threading: thread-safe. Making a renderer takes a second; keep it.
 */
public final class InvoiceRenderer {

    private final Language language;
    private final PdfPrinter pdf;
    private final HtmlPrinter html;

    private InvoiceRenderer(Builder builder) {
        var brand = Brand.of(builder.accent, builder.logo);
        this.language = builder.language;
        this.pdf = new PdfPrinter(brand);
        this.html = new HtmlPrinter(brand);
    }

    /** Returns a renderer in Polish, without a logo. */
    public static InvoiceRenderer polish() {
        return builder().build();
    }

    /** Returns a builder of a renderer in Polish, without a logo. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a PDF of an invoice without code and number, for example a draft.
     *
     * @throws UnreadableInvoiceException if it is not an invoice of FA(3) that obeys the schema; says where
     * @throws IllegalArgumentException if it has more than 20 000 rows
     */
    public byte[] pdf(InvoiceXml invoice) {
        return pdf.pdf(sheet(invoice));
    }

    /**
     * Returns a PDF of an invoice with KOD I and its label: the KSeF number, or {@code OFFLINE} as long as the link has none.
     *
     * @throws UnreadableInvoiceException if it is not an invoice of FA(3) that obeys the schema; says where
     * @throws IllegalArgumentException if the link or its number belongs to another invoice, or the invoice has more than 20 000 rows
     */
    public byte[] pdf(InvoiceXml invoice, InvoiceVerificationLink link) {
        return pdf.pdf(sheet(invoice, link));
    }

    /**
     * Returns a PDF of an invoice that was issued offline, with KOD I and KOD II and their labels.
     *
     * @throws UnreadableInvoiceException if it is not an invoice of FA(3) that obeys the schema; says where
     * @throws IllegalArgumentException if the links belong to another invoice, or the invoice has more than 20 000 rows
     */
    public byte[] pdf(InvoiceXml invoice, OfflineLinks links) {
        return pdf.pdf(sheet(invoice, links));
    }

    /**
     * Returns a PDF of a UPO, of one invoice or of a page of a session's. It is no proof: the signed XML is.
     *
     * @throws KsefException if it cannot be read
     */
    public byte[] pdf(Upo upo) {
        return pdf.pdf(UpoSheet.of(UpoConfirmation.read(upo), language));
    }

    /**
     * Returns an HTML page of an invoice without code and number, for example a draft. The page needs nothing from elsewhere.
     *
     * @throws UnreadableInvoiceException if it is not an invoice of FA(3) that obeys the schema; says where
     */
    public String html(InvoiceXml invoice) {
        return html.html(sheet(invoice));
    }

    /**
     * Returns an HTML page of an invoice with KOD I and its label.
     *
     * @throws UnreadableInvoiceException if it is not an invoice of FA(3) that obeys the schema; says where
     * @throws IllegalArgumentException if the link or its number belongs to another invoice
     */
    public String html(InvoiceXml invoice, InvoiceVerificationLink link) {
        return html.html(sheet(invoice, link));
    }

    /**
     * Returns an HTML page of an invoice that was issued offline, with KOD I and KOD II and their labels.
     *
     * @throws UnreadableInvoiceException if it is not an invoice of FA(3) that obeys the schema; says where
     * @throws IllegalArgumentException if the links belong to another invoice
     */
    public String html(InvoiceXml invoice, OfflineLinks links) {
        return html.html(sheet(invoice, links));
    }

    /**
     * Returns an HTML page of a UPO.
     *
     * @throws KsefException if it cannot be read
     */
    public String html(Upo upo) {
        return html.html(UpoSheet.of(UpoConfirmation.read(upo), language));
    }

    private Sheet sheet(InvoiceXml invoice, InvoiceVerificationLink link) {
        return InvoiceSheet.of(checked(invoice, link), language, new Marking.Online(link));
    }

    private Sheet sheet(InvoiceXml invoice, OfflineLinks links) {
        return InvoiceSheet.of(checked(invoice, links.invoice()), language, new Marking.Offline(links));
    }

    private Sheet sheet(InvoiceXml invoice) {
        return InvoiceSheet.of(FakturaXml.read(invoice), language, new Marking.None());
    }

    /** A code that leads to another invoice, or nowhere, is worse than none; so is the number of another. */
    private static Faktura checked(InvoiceXml invoice, InvoiceVerificationLink link) {
        if (!hash(invoice).sameBytes(link.invoiceHash())) {
            throw new IllegalArgumentException(
                    "The link is of another file: its hash is not that of these bytes. Give the XML exactly as it was sent");
        }
        Faktura read = FakturaXml.read(invoice);
        String seller = read.podmiot1().daneIdentyfikacyjne().nip();
        if (!link.sellerNip().value().equals(seller)
                || !link.issueDate().equals(read.fa().p_1())) {
            throw new IllegalArgumentException(
                    "The link leads nowhere: its seller or date of issue is not that of the invoice. Make it with those of the XML");
        }
        KsefNumber number = link.ksefNumber();
        if (number != null && !number.value().startsWith(seller + "-")) {
            throw new IllegalArgumentException(
                    "The KSeF number is of another invoice: it does not begin with the seller's NIP");
        }
        return read;
    }

    private static Sha256 hash(InvoiceXml invoice) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(invoice.bytes()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256", missing);
        }
    }

    /** What may be chosen. */
    public static final class Builder {

        private Language language = Language.POLISH;
        private int accent = Brand.USUAL.accent();
        private byte @Nullable [] logo;

        private Builder() {}

        /** Sets the language of what stands around the values. */
        public Builder language(Language chosen) {
            this.language = Objects.requireNonNull(chosen, "language");
            return this;
        }

        /** Sets the colour of headings and of the total, as {@code 0xRRGGBB}; white letters on it must be readable. */
        public Builder accent(int colour) {
            this.accent = colour;
            return this;
        }

        /**
         * Sets a logo, which stands above the number, at most 70 mm wide and 16 mm high.
         *
         * @param image a PNG or JPEG of at most 1 MB and 4 million pixels
         */
        public Builder logo(byte[] image) {
            this.logo = image.clone();
            return this;
        }

        /**
         * Returns a renderer.
         *
         * @throws IllegalArgumentException if the colour is none, or too bright; if the logo is neither a PNG nor a JPEG, too large, or
         *     damaged
         */
        public InvoiceRenderer build() {
            return new InvoiceRenderer(this);
        }
    }
}
