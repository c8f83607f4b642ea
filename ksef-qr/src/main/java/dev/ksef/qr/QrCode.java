package dev.ksef.qr;

import com.google.zxing.common.BitMatrix;
import dev.ksef.model.InvoiceVerificationLink;

/**
 * The QR code of an invoice as an image: error correction M, a quiet zone of four modules, and the label that KSeF wants
 * under it.
 *
 * <p>Source: kody-qr.md and ISO/IEC 18004.
 */
public final class QrCode {

    private QrCode() {}

    /** KOD I as a PNG, with the KSeF number under it, or {@code OFFLINE} as long as the link has none. */
    public static byte[] png(InvoiceVerificationLink link) {
        return png(link, QrStyle.USUAL);
    }

    /** KOD I as a PNG of another size or in other colours. */
    public static byte[] png(InvoiceVerificationLink link, QrStyle style) {
        return Png.of(drawing(link, style), style);
    }

    /** KOD I as an SVG, which prints sharply at any size. */
    public static byte[] svg(InvoiceVerificationLink link) {
        return svg(link, QrStyle.USUAL);
    }

    /** KOD I as an SVG of another size or in other colours. */
    public static byte[] svg(InvoiceVerificationLink link, QrStyle style) {
        return Svg.of(drawing(link, style), style);
    }

    private static BitMatrix drawing(InvoiceVerificationLink link, QrStyle style) {
        var symbol = Symbol.of(link.uri().toString());
        return Drawing.of(symbol, link.label(), style.pixelsPerModule());
    }
}
