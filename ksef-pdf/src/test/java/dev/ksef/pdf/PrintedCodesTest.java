package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codes of printed invoices, decoded by {@code zbarimg} from pages as an office printer draws them. */
class PrintedCodesTest {

    private static final int OFFICE_DPI = 300;
    private static final URI QR = URI.create("https://qr-test.ksef.mf.gov.pl");

    private final InvoiceRenderer renderer = InvoiceRenderer.polish();
    private final InvoiceXml invoice = EveryKind.invoices().get("vat");

    @TempDir
    Path folder;

    @BeforeAll
    static void requireZbar() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("zbarimg", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            there = false;
        }
        if (!there) {
            System.err.println(
                    "SKIPPED: zbarimg (zbar-tools) is not installed, so nobody decoded the codes of printed invoices");
        }
        assumeTrue(there, "zbarimg is installed");
    }

    @Test
    void invoiceInKsef_hasOneCode_withItsNumberUnderIt() throws Exception {
        var number = new KsefNumber("9999999999-20260215-0100001AF629-AF");
        InvoiceVerificationLink link = link(number);
        byte[] pdf = renderer.pdf(invoice, link);
        assertThat(decoded(pdf)).containsExactly(link.uri().toString());
        assertThat(text(pdf)).containsSubsequence("Sprawdź, czy faktura znajduje się w KSeF", number.value());
    }

    @Test
    void invoiceWithoutNumber_saysOffline() throws Exception {
        assertThat(text(renderer.pdf(invoice, link(null)))).contains("OFFLINE").doesNotContain("CERTYFIKAT");
        assertThat(text(renderer.pdf(invoice))).doesNotContain("OFFLINE", "Weryfikacja");
    }

    @Test
    void offlineInvoice_hasBothCodes_withTheirLabels() throws Exception {
        InvoiceVerificationLink link = link(null);
        var signature = new byte[256];
        new Random(1).nextBytes(signature);
        CertificateVerificationLink certificate =
                CertificateVerificationLink.parse(QR + "/certificate/Nip/9999999999/9999999999/01F20A5D352AE590/"
                        + link.invoiceHash().base64Url() + "/"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        byte[] pdf = renderer.pdf(invoice, new OfflineLinks(link, certificate));
        assertThat(decoded(pdf))
                .containsExactlyInAnyOrder(
                        link.uri().toString(), certificate.uri().toString());
        assertThat(text(pdf)).contains("OFFLINE", "CERTYFIKAT");
    }

    private InvoiceVerificationLink link(KsefNumber number) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(invoice.bytes());
        return new InvoiceVerificationLink(QR, Nip.of(EveryKind.SELLER_NIP), EveryKind.DAY, Sha256.of(hash), number);
    }

    private List<String> decoded(byte[] pdf) throws Exception {
        var command = new ArrayList<>(List.of("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                Path picture = folder.resolve("page" + page + ".png");
                ImageIO.write(
                        new PDFRenderer(document).renderImageWithDPI(page, OFFICE_DPI, ImageType.GRAY),
                        "png",
                        picture.toFile());
                command.add(picture.toString());
            }
        }
        Path output = folder.resolve("codes");
        new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
