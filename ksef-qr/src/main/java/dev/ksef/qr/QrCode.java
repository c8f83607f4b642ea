package dev.ksef.qr;

import com.google.zxing.common.BitMatrix;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import java.net.URI;

/**
 * Draws the QR codes of invoices as images, with error correction M, a quiet zone of four modules and the label that KSeF
 * demands. An invoice that is sent at once has KOD I; one issued offline has both KOD I and KOD II.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a> and ISO/IEC 18004.
 */
public final class QrCode {

    private QrCode() {}

    /** Draws KOD I as a PNG, with the KSeF number under it, or {@code OFFLINE} as long as the link has none. */
    public static byte[] png(InvoiceVerificationLink link) {
        return png(link, QrStyle.USUAL);
    }

    /** Draws KOD I as a PNG of another size or in other colours. */
    public static byte[] png(InvoiceVerificationLink link, QrStyle style) {
        return PngEncoder.encode(drawing(link, style), style);
    }

    /** Draws KOD I as an SVG, which prints sharply at any size. */
    public static byte[] svg(InvoiceVerificationLink link) {
        return svg(link, QrStyle.USUAL);
    }

    /** Draws KOD I as an SVG of another size or in other colours. */
    public static byte[] svg(InvoiceVerificationLink link, QrStyle style) {
        return SvgEncoder.encode(drawing(link, style), style);
    }

    /** Draws KOD II as a PNG, with {@code CERTYFIKAT} under it. */
    public static byte[] png(CertificateVerificationLink link) {
        return png(link, QrStyle.DENSE);
    }

    /** Draws KOD II as a PNG of another size or in other colours. */
    public static byte[] png(CertificateVerificationLink link, QrStyle style) {
        return PngEncoder.encode(drawing(link, style), style);
    }

    /** Draws KOD II as an SVG, which prints sharply at any size. */
    public static byte[] svg(CertificateVerificationLink link) {
        return svg(link, QrStyle.DENSE);
    }

    /** Draws KOD II as an SVG of another size or in other colours. */
    public static byte[] svg(CertificateVerificationLink link, QrStyle style) {
        return SvgEncoder.encode(drawing(link, style), style);
    }

    /**
     * Draws KOD I as a PNG without its label, for documents that set the label as text. KSeF demands {@code link.label()} under the
     * code. The picture is a square: so many modules, quiet zone included, times {@code style.pixelsPerModule()}.
     */
    public static byte[] pngWithoutLabel(InvoiceVerificationLink link, QrStyle style) {
        return bare(link.uri(), style);
    }

    /**
     * Draws KOD II as a PNG without its label, for documents that set the label as text. KSeF demands {@code link.label()} under the
     * code. The picture is a square: so many modules, quiet zone included, times {@code style.pixelsPerModule()}.
     */
    public static byte[] pngWithoutLabel(CertificateVerificationLink link, QrStyle style) {
        return bare(link.uri(), style);
    }

    /**
     * Draws both codes of an invoice issued offline as one PNG, side by side, KOD I to the left. At 300 dpi the picture is 9.7 cm
     * wide with a key on P-256 and 11.3 cm with RSA, which fits A4.
     */
    public static byte[] png(OfflineLinks links) {
        return PngEncoder.encode(drawing(links), QrStyle.DENSE);
    }

    /**
     * Draws both codes of an invoice issued offline as one SVG, side by side, KOD I to the left. At 300 dpi the picture is 9.7 cm
     * wide with a key on P-256 and 11.3 cm with RSA, which fits A4.
     */
    public static byte[] svg(OfflineLinks links) {
        return SvgEncoder.encode(drawing(links), QrStyle.DENSE);
    }

    private static byte[] bare(URI uri, QrStyle style) {
        return PngEncoder.encode(
                LabelledCode.drawBare(QrSymbol.encode(uri.toString()), style.pixelsPerModule()), style);
    }

    private static BitMatrix drawing(InvoiceVerificationLink link, QrStyle style) {
        return drawing(link.uri(), link.label(), style);
    }

    private static BitMatrix drawing(CertificateVerificationLink link, QrStyle style) {
        return drawing(link.uri(), link.label(), style);
    }

    private static BitMatrix drawing(URI uri, String label, QrStyle style) {
        return LabelledCode.draw(QrSymbol.encode(uri.toString()), label, style.pixelsPerModule());
    }

    private static BitMatrix drawing(OfflineLinks links) {
        return LabelledCode.sideBySide(
                drawing(links.invoice(), QrStyle.USUAL), drawing(links.certificate(), QrStyle.DENSE));
    }
}
