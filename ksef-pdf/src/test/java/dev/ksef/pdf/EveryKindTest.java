package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.pdf.language.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of invoice that the builder makes, as pictures. They stay in {@code target/pictures}, to be looked at. */
class EveryKindTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final KsefNumber NUMBER = new KsefNumber("9999999999-20260215-0100001AF629-AF");
    private static final Map<String, String> TITLES = Map.of(
            "VAT", "Faktura",
            "UPR", "Faktura uproszczona",
            "ZAL", "Faktura zaliczkowa",
            "ROZ", "Faktura rozliczeniowa",
            "KOR", "Faktura korygująca",
            "KOR_ZAL", "Faktura korygująca fakturę zaliczkową",
            "KOR_ROZ", "Faktura korygująca fakturę rozliczeniową");

    static Stream<Map.Entry<String, InvoiceXml>> invoices() {
        return EveryKind.invoices().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("invoices")
    void picture_saysWhatItIsAndWhatIsDue(Map.Entry<String, InvoiceXml> kind) throws Exception {
        InvoiceXml xml = kind.getValue();
        InvoiceRenderer renderer = InvoiceRenderer.builder()
                .language(
                        kind.getKey().startsWith("intra")
                                ? Language.BILINGUAL
                                : kind.getKey().equals("export") ? Language.ENGLISH : Language.POLISH)
                .build();
        byte[] pdf = renderer.pdf(xml, link(xml));
        keep(kind.getKey() + ".pdf", pdf);
        keep(kind.getKey() + ".html", renderer.html(xml, link(xml)).getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Fa fa = FakturaXml.read(xml).fa();
        String text = text(pdf);
        assertThat(text).contains(fa.p_2(), NUMBER.value(), fa.kodWaluty().text(), "Zażółć Gęślą Jaźń sp. z o.o.");
        if (!kind.getKey().equals("export")) {
            assertThat(text).contains(TITLES.get(fa.rodzajFaktury().text()));
            assertThat(text.replace('\u00A0', ' '))
                    .contains(polish(fa) + " " + fa.kodWaluty().text());
        }
    }

    private static String polish(Fa fa) {
        return String.format(java.util.Locale.ROOT, "%,.2f", fa.p_15())
                .replace(',', ' ')
                .replace('.', ',');
    }

    private static InvoiceVerificationLink link(InvoiceXml xml) throws Exception {
        return new InvoiceVerificationLink(
                URI.create("https://qr-test.ksef.mf.gov.pl"),
                Nip.of(EveryKind.SELLER_NIP),
                EveryKind.DAY,
                Sha256.of(MessageDigest.getInstance("SHA-256").digest(xml.bytes())),
                NUMBER);
    }

    private static void keep(String name, byte[] picture) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name), picture);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
