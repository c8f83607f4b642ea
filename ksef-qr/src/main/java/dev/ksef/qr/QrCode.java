package dev.ksef.qr;

import dev.ksef.model.InvoiceVerificationLink;

/**
 * The QR code of an invoice as an image: error correction M, a quiet zone of four modules, and the label that KSeF wants
 * under it, black on white.
 *
 * <p>Source: kody-qr.md and ISO/IEC 18004.
 */
public final class QrCode {

    /** About 5 cm at 300 dpi for a code of the usual size. */
    private static final int USUAL_PIXELS_PER_MODULE = 12;

    /** Readers want at least two. */
    private static final int LEAST_PIXELS_PER_MODULE = 2;

    private static final int MOST_PIXELS_PER_MODULE = 100;

    private QrCode() {}

    /** KOD I as a PNG, with the KSeF number under it, or {@code OFFLINE} as long as the link has none. */
    public static byte[] png(InvoiceVerificationLink link) {
        return png(link, USUAL_PIXELS_PER_MODULE);
    }

    /**
     * KOD I as a PNG of another size.
     *
     * @param pixelsPerModule the side of one square of the code, 2 to 100 pixels; a code for KSeF has about 49 of them
     *     across with its quiet zone. Below 5 the label is wider than the code, and the image as wide as the label
     * @throws IllegalArgumentException if the side is not 2 to 100 pixels
     */
    public static byte[] png(InvoiceVerificationLink link, int pixelsPerModule) {
        if (pixelsPerModule < LEAST_PIXELS_PER_MODULE || pixelsPerModule > MOST_PIXELS_PER_MODULE) {
            throw new IllegalArgumentException("A module of a QR code takes " + LEAST_PIXELS_PER_MODULE + " to "
                    + MOST_PIXELS_PER_MODULE + " pixels, not " + pixelsPerModule);
        }
        var symbol = Symbol.of(link.uri().toString());
        return Png.of(Drawing.of(symbol, link.label(), pixelsPerModule));
    }
}
