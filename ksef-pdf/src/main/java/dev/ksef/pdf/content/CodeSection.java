package dev.ksef.pdf.content;

import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.pdf.sheet.Code;
import dev.ksef.pdf.sheet.Codes;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.words.Words;
import dev.ksef.qr.QrCode;
import dev.ksef.qr.QrStyle;
import java.nio.ByteBuffer;
import java.util.List;

/** The QR codes. */
final class CodeSection {

    /** Where a PNG has its width: behind the signature, the length and the name of the first chunk. */
    private static final int WIDTH_AT = 16;

    private CodeSection() {}

    static void add(Marking marking, Words words, List<Section> sections) {
        if (marking instanceof Marking.Online online) {
            add(List.of(code(online.link(), words)), words, sections);
        } else if (marking instanceof Marking.Offline offline) {
            add(
                    List.of(
                            code(offline.links().invoice(), words),
                            code(offline.links().certificate(), words)),
                    words,
                    sections);
        }
    }

    private static void add(List<Code> codes, Words words, List<Section> sections) {
        new SectionDraft(words.label("codes")).add(new Codes(codes)).into(sections);
    }

    private static Code code(InvoiceVerificationLink link, Words words) {
        byte[] png = QrCode.pngWithoutLabel(link, QrStyle.DENSE);
        return new Code(words.label("codes.invoice"), link.uri(), link.label(), png, modules(png));
    }

    private static Code code(CertificateVerificationLink link, Words words) {
        byte[] png = QrCode.pngWithoutLabel(link, QrStyle.DENSE);
        return new Code(words.label("codes.certificate"), link.uri(), link.label(), png, modules(png));
    }

    /** Returns the width that the PNG's header names, in modules. */
    private static int modules(byte[] png) {
        return ByteBuffer.wrap(png).getInt(WIDTH_AT) / QrStyle.DENSE.pixelsPerModule();
    }
}
