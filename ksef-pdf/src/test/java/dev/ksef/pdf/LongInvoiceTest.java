package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.InvoiceXml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Long invoices, and many. */
class LongInvoiceTest {

    @Test
    void thousandLines_areAllThere_onTaggedPages() throws Exception {
        byte[] pdf = InvoiceRenderer.polish().pdf(LongSale.of("FV/1", 1000));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text.lines())
                    .containsAll(IntStream.range(0, 1000)
                            .mapToObj(LongInvoiceTest::line)
                            .toList());
            int pages = document.getNumberOfPages();
            assertThat(text).contains("Strona 1 z " + pages, "Strona " + pages + " z " + pages);
            // The sums make it a few rows more than a thousand.
            assertThat(document.getDocumentCatalog().getMarkInfo()).isNull();
        }
    }

    private static String line(int line) {
        String price = "12,5" + line % 10;
        long net = (1 + line % 90) * (1250L + line % 10);
        String value = String.format("%d,%02d", net / 100, net % 100).replaceFirst("^(\\d)(\\d{3},)", "$1\u00A0$2");
        return line + 1 + " Towar " + line + " " + (1 + line % 90) + " " + price + " "
                + List.of("23%", "8%", "5%").get(line % 3) + " " + value;
    }

    @Test
    @Tag("slow")
    void mostLines_fitInto256Megabytes() throws Exception {
        assertThat(PictureProcess.printed(
                        List.of(), PictureProcess.jdk(), List.of("-Xmx256m"), PictureProcess.class, "10000"))
                .matches("[0-9a-f]{64} [0-9a-f]{64}");
    }

    /** A renderer that draws invoice after invoice. */
    static final class Many {

        private Many() {}

        /** @param arguments how many invoices */
        public static void main(String[] arguments) {
            InvoiceRenderer renderer = InvoiceRenderer.polish();
            long bytes = 0;
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                InvoiceXml invoice = LongSale.of("FV/" + i, 20);
                bytes += renderer.pdf(invoice).length + renderer.html(invoice).getBytes(StandardCharsets.UTF_8).length;
            }
            System.out.println("drew " + bytes);
        }
    }

    @Test
    @Tag("slow")
    void thousandInvoices_fitIntoTheMemoryOfAFew() throws Exception {
        assertThat(PictureProcess.printed(List.of(), PictureProcess.jdk(), List.of("-Xmx64m"), Many.class, "1000"))
                .startsWith("drew ");
    }
}
