package dev.ksef.simulator.page;

import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.HttpReply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** An invoice as people read it, drawn by whoever started the simulator. What is drawn runs no script and loads nothing. */
public final class InvoicePicture {

    private static final Logger LOG = System.getLogger(InvoicePicture.class.getName());

    /** As for all others, and with the styles and images that the page contains. Its place is that of no site. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

    private final @Nullable Artist artist;

    /** Draws an invoice as an HTML page. */
    @FunctionalInterface
    public interface Artist {

        String html(byte[] xml, String ksefNumber, String qrBase);
    }

    /** @param artist null if nobody draws */
    public InvoicePicture(@Nullable Artist artist) {
        this.artist = artist;
    }

    /** Tells whether somebody draws. */
    public boolean isDrawn() {
        return artist != null;
    }

    /**
     * Returns the page of an invoice.
     *
     * @param qrBase what the link of its verification code begins with
     */
    public HttpReply page(StoredInvoice invoice, String qrBase) {
        if (artist == null) {
            return PageFiles.safe(HttpReply.text(404, "This simulator was started without a view of invoices\n"));
        }
        String html;
        try {
            html = artist.html(invoice.xml(), invoice.ksefNumber(), qrBase);
        } catch (RuntimeException unfit) {
            LOG.log(Level.DEBUG, "Invoice " + invoice.ksefNumber() + " cannot be shown", unfit);
            return PageFiles.safe(
                    HttpReply.text(
                            422,
                            "Tej faktury nie da się pokazać; jest jej XML.\nThis invoice cannot be shown; there is its XML.\n"));
        }
        return PageFiles.safe(HttpReply.html(200, html)).with("Content-Security-Policy", POLICY);
    }
}
