package dev.ksef.pdf.print;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as PDFBox reads it. */
final class ReadPdf {

    /** A letter, and where it stands, in points from the left and from above. */
    record Glyph(
            int page, String text, float x, float y, float width, float height, float pageWidth, float pageHeight) {}

    private static final float BOTTOM = (float) (18 * 72 / 25.4);

    private final byte[] pdf;
    private final List<Glyph> glyphs = new ArrayList<>();
    private final Set<PDFont> fonts = new HashSet<>();
    private final List<PDRectangle> pages = new ArrayList<>();

    private ReadPdf(byte[] pdf) {
        this.pdf = pdf;
    }

    static ReadPdf of(byte[] pdf) {
        var read = new ReadPdf(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                read.pages.add(page.getMediaBox());
            }
            read.new Letters().getText(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return read;
    }

    /** All letters in the order in which they were set, without white space and without what stands at the bottom of pages. */
    String flow() {
        var flow = new StringBuilder();
        glyphs.stream().filter(glyph -> !isBottom(glyph)).forEach(glyph -> flow.append(withoutSpace(glyph.text())));
        return flow.toString();
    }

    /** What stands at the bottom of pages. */
    String bottoms() {
        var flow = new StringBuilder();
        glyphs.stream().filter(ReadPdf::isBottom).forEach(glyph -> flow.append(withoutSpace(glyph.text())));
        return flow.toString();
    }

    List<Glyph> glyphs() {
        return glyphs;
    }

    Set<PDFont> fonts() {
        return fonts;
    }

    List<PDRectangle> pages() {
        return pages;
    }

    /** A page as it is seen, of 200 dots per inch. */
    BufferedImage picture(int page) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, 200);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A text as {@link #flow} shows it. */
    static String withoutSpace(String text) {
        return text.replaceAll("[\\s\\u00A0\\u200B\\u202F\\u2007]+", "");
    }

    private static boolean isBottom(Glyph glyph) {
        return glyph.y() > glyph.pageHeight() - BOTTOM;
    }

    private final class Letters extends PDFTextStripper {

        @Override
        protected void processTextPosition(TextPosition text) {
            fonts.add(text.getFont());
            glyphs.add(new Glyph(
                    getCurrentPageNo(),
                    text.getUnicode(),
                    text.getXDirAdj(),
                    text.getYDirAdj(),
                    text.getWidthDirAdj(),
                    text.getHeightDir(),
                    text.getPageWidth(),
                    text.getPageHeight()));
        }
    }
}
