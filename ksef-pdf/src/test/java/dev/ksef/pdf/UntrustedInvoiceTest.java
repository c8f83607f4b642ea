package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.field.UnreadableInvoiceException;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invoices from people who mean no good. */
class UntrustedInvoiceTest {

    private static final String SALE = new String(LongSale.of("FV/1", 1).bytes(), StandardCharsets.UTF_8);
    private static final String BODY = SALE.substring(SALE.indexOf("<Faktura"));
    private static final String SELLER = "9999999999";
    private static final LocalDate DAY = LocalDate.of(2026, 2, 15);
    private static final InvoiceRenderer RENDERER = InvoiceRenderer.polish();

    /** What it is, and a word of the error. */
    record Bad(String xml, String complaint) {

        @Override
        public String toString() {
            return complaint + ": " + xml.substring(0, Math.min(80, xml.length()));
        }
    }

    static Stream<Bad> badInvoices() {
        return Stream.of(
                new Bad("<!DOCTYPE Faktura>" + BODY, "document type"),
                new Bad(
                        "<!DOCTYPE Faktura [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                                + BODY.replace("Towar 0", "&a;"),
                        "document type"),
                new Bad("<!DOCTYPE Faktura SYSTEM \"http://127.0.0.1/x.dtd\">" + BODY, "document type"),
                new Bad(
                        "<!DOCTYPE f [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
                                + BODY.replace("Towar 0", "&b;"),
                        "document type"),
                new Bad(BODY.replace("Towar 0", "&unknown;"), ""),
                new Bad(BODY.replace("2025/06/25/13775", "2023/06/29/12648"), "Faktura"),
                new Bad("<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>", "Invoice"),
                new Bad("<Potwierdzenie xmlns=\"http://upo.schematy.mf.gov.pl/KSeF/v4-3\"/>", "Potwierdzenie"),
                new Bad(BODY.replaceFirst("<P_2>FV/1</P_2>", ""), "P_2"),
                new Bad(BODY.replaceFirst("<P_15>[^<]*</P_15>", "<P_15>dużo</P_15>"), "P_15"),
                new Bad(BODY.replace("</Faktura>", ""), ""),
                new Bad(BODY.replace("</Faktura>", "<script/></Faktura>"), "script"),
                new Bad(BODY.replace("Towar 0", "\u0001"), ""),
                new Bad("<a>".repeat(200_000), "a"),
                new Bad(BODY.replace("Towar 0", "<x>".repeat(100_000)), ""),
                new Bad(BODY.replace("Towar 0", "x".repeat(10_000_000)), ""),
                new Bad("", ""),
                new Bad("%PDF-1.7", ""));
    }

    @ParameterizedTest
    @MethodSource("badInvoices")
    void whatIsNoInvoice_isRefused_withTheReason(Bad bad) {
        byte[] bytes = bad.xml().getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RENDERER.pdf(InvoiceXml.of(bytes)))
                .isInstanceOfAny(UnreadableInvoiceException.class, IllegalArgumentException.class)
                .hasMessageContaining(bad.complaint())
                .message()
                .hasSizeBetween(10, 2000);
    }

    @Test
    void invoiceGivenAsUpo_isRefused() {
        assertThatThrownBy(() -> RENDERER.pdf(Upo.of(SALE.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(KsefException.class);
        assertThatThrownBy(
                        () -> RENDERER.html(Upo.of("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"
                                .getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(KsefException.class);
    }

    @Test
    void addressesInAnInvoice_areTextAndAreNotOpened() throws Exception {
        try (ServerSocket recorder = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            recorder.setSoTimeout(500);
            String address = "http://127.0.0.1:" + recorder.getLocalPort() + "/x.png";
            String name = address + " url('" + address + "') &lt;img src=\"" + address + "\"/> file:///etc/hostname"
                    + " &lt;fo:external-graphic src=\"" + address + "\"/> {document('" + address + "')}";
            String hostile = BODY.replace("Towar 0", name)
                    .replaceFirst(
                            "<Faktura ",
                            "<Faktura xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"x "
                                    + address + "\" ")
                    .replaceFirst("^", "<?xml-stylesheet href=\"" + address + "\"?>");
            InvoiceXml invoice = InvoiceXml.of(hostile.getBytes(StandardCharsets.UTF_8));
            String text = text(RENDERER.pdf(invoice)).replaceAll("\\s", "");
            assertThat(text).contains(address, "fo:external-graphicsrc=", "{document('");
            String html = RENDERER.html(invoice);
            assertThat(html)
                    .contains(address)
                    .doesNotContain("<img")
                    .doesNotContainPattern("<[^>]*" + Pattern.quote(address));
            assertThatThrownBy(recorder::accept).as("a connection").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void paymentLinks_ofOddSchemes_cannotBeClicked() throws Exception {
        for (String link : new String[] {
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "https://example.com/pay?IPKSeF=1234567890123"
        }) {
            String paid =
                    BODY.replace("</Fa>", "<Platnosc><LinkDoPlatnosci>" + link + "</LinkDoPlatnosci></Platnosc></Fa>");
            InvoiceXml invoice = InvoiceXml.of(paid.getBytes(StandardCharsets.UTF_8));
            try {
                assertThat(RENDERER.html(invoice)).doesNotContain("href=\"javascript", "href=\"file", "href=\"data");
                assertThat(new String(RENDERER.pdf(invoice), StandardCharsets.ISO_8859_1))
                        .doesNotContain("/URI (javascript", "/JavaScript", "/Launch");
            } catch (UnreadableInvoiceException refused) {
                // The schema refuses it already.
                assertThat(refused).hasMessageContaining("LinkDoPlatnosci");
            }
        }
    }

    @Test
    void linkOfOtherBytes_isRefused() throws Exception {
        InvoiceXml invoice = LongSale.of("FV/1", 1);
        InvoiceXml other = LongSale.of("FV/2", 1);
        assertThatThrownBy(() -> RENDERER.pdf(invoice, link(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash");
        assertThatThrownBy(() -> RENDERER.html(invoice, link(other))).isInstanceOf(IllegalArgumentException.class);
        assertThat(text(RENDERER.pdf(invoice, link(invoice)))).contains("9999999999-20260215-0100001AF629-AF");
    }

    @Test
    void linkThatLeadsNowhere_isRefused() throws Exception {
        InvoiceXml invoice = LongSale.of("FV/1", 1);
        InvoiceVerificationLink right = link(invoice);
        for (InvoiceVerificationLink wrong : new InvoiceVerificationLink[] {
            link(invoice, "1111111111", DAY, null), link(invoice, SELLER, DAY.plusDays(1), null),
        }) {
            assertThatThrownBy(() -> RENDERER.pdf(invoice, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("leads nowhere");
            assertThatThrownBy(() -> RENDERER.html(invoice, new OfflineLinks(wrong, certificate(wrong))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(RENDERER.html(invoice, new OfflineLinks(right, certificate(right))))
                .contains("CERTYFIKAT");
        InvoiceXml other = LongSale.of("FV/2", 1);
        assertThatThrownBy(() -> RENDERER.pdf(other, new OfflineLinks(right, certificate(right))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash");
    }

    @Test
    void numberOfAnotherSeller_isRefused() throws Exception {
        InvoiceXml invoice = LongSale.of("FV/1", 1);
        var foreign = new KsefNumber("1111111111-20260215-0100001AF629-AF");
        assertThatThrownBy(() -> RENDERER.pdf(invoice, link(invoice, SELLER, DAY, foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KSeF number");
    }

    private static InvoiceVerificationLink link(InvoiceXml invoice) throws Exception {
        return link(invoice, SELLER, DAY, new KsefNumber("9999999999-20260215-0100001AF629-AF"));
    }

    private static InvoiceVerificationLink link(InvoiceXml invoice, String seller, LocalDate day, KsefNumber number)
            throws Exception {
        return new InvoiceVerificationLink(
                URI.create("https://qr.ksef.mf.gov.pl"),
                new Nip(seller),
                day,
                Sha256.of(MessageDigest.getInstance("SHA-256").digest(invoice.bytes())),
                number);
    }

    private static CertificateVerificationLink certificate(InvoiceVerificationLink invoice) {
        return CertificateVerificationLink.parse(invoice.qrBase() + "/certificate/Nip/9999999999/" + invoice.sellerNip()
                + "/01F20A5D352AE590/" + invoice.invoiceHash().base64Url() + "/" + "A".repeat(86));
    }

    private static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
