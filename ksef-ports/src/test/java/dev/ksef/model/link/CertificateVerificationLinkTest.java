package dev.ksef.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** kody-qr.md, code II. */
class CertificateVerificationLinkTest {

    private static final Nip SELLER = Nip.of("1111111111");
    private static final CertificateSerialNumber SERIAL = CertificateSerialNumber.of("01F20A5D352AE590");
    private static final Sha256 HASH = Sha256.of("UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE=");
    private static final String SIGNED =
            "qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/"
                    + "UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE";
    private static final byte[] P1363 = bytes(64);

    @Test
    void textToSign_isTheExampleOfTheDocument() {
        assertThat(unsigned(SELLER).textToSign()).isEqualTo(SIGNED);
        assertThat(unsigned(SELLER).bytesToSign()).isEqualTo(SIGNED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void link_isTheSignedTextWithSchemeAndSignature() {
        var link = unsigned(SELLER).signed(P1363);
        assertThat(link.uri())
                .hasToString("https://" + SIGNED + "/"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(P1363));
        assertThat(link.signatureBytes()).isEqualTo(P1363);
        assertThat(link.label()).isEqualTo("CERTYFIKAT");
    }

    @Test
    void lengths_areThoseOfTheExamples() {
        assertThat(unsigned(SELLER).signed(bytes(256)).toString())
                .as("RSA-2048: a signature of 342 characters")
                .hasSizeBetween(465, 475)
                .matches(".*/[A-Za-z0-9_-]{342}");
        assertThat(unsigned(SELLER).signed(P1363).toString())
                .as("P-256: a signature of 86 characters")
                .hasSizeBetween(210, 220)
                .matches(".*/[A-Za-z0-9_-]{86}");
    }

    static Stream<ContextIdentifier> contexts() {
        return Stream.of(
                SELLER,
                InternalId.of("1111111111-12343"),
                NipVatUe.of("1111111111-DE123456789"),
                NipVatUe.of("1111111111-IE1+23456A"),
                NipVatUe.of("1111111111-NL1234567*+12"),
                PeppolId.of("PPL123456"));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void context_ofEachKind_isSignedAndWrittenAsItIs(ContextIdentifier context) {
        var link = unsigned(context).signed(P1363);
        String part = "/certificate/" + context.type().value() + "/" + context.value() + "/1111111111/";
        assertThat(link.unsigned().textToSign()).contains(part);
        assertThat(link.uri().getRawPath()).as("nothing is percent-encoded").startsWith(part);
        assertThat(CertificateVerificationLink.parse(link.toString())).isEqualTo(link);
    }

    @Test
    void address_withPortAndPath_isSignedWithThem() {
        var link =
                new UnsignedCertificateLink(URI.create("https://g.example:8443/q%20r/"), SELLER, SELLER, SERIAL, HASH);
        assertThat(link.textToSign()).startsWith("g.example:8443/q%20r/certificate/Nip/");
        assertThat(CertificateVerificationLink.parse(link.signed(P1363).toString())
                        .unsigned())
                .isEqualTo(link);
        var simulator = new UnsignedCertificateLink(URI.create("http://localhost:1234"), SELLER, SELLER, SERIAL, HASH);
        assertThat(simulator.textToSign()).startsWith("localhost:1234/certificate/");
    }

    @Test
    void anyLink_isReadAsItWasWritten() {
        var random = new Random(20261124);
        List<ContextIdentifier> contexts = contexts().toList();
        List<KsefEnvironment> environments =
                List.of(KsefEnvironment.TEST, KsefEnvironment.DEMO, KsefEnvironment.PRODUCTION);
        for (int i = 0; i < 2000; i++) {
            byte[] hash = new byte[32];
            byte[] signature = new byte[List.of(64, 70, 71, 72, 256, 384, 512).get(random.nextInt(7))];
            random.nextBytes(hash);
            random.nextBytes(signature);
            var unsigned = new UnsignedCertificateLink(
                    environments.get(random.nextInt(3)).qrBase(),
                    contexts.get(random.nextInt(contexts.size())),
                    Nip.of(String.valueOf(1_100_000_000L + random.nextInt(99_999_999))),
                    CertificateSerialNumber.of(String.format("%016X", random.nextLong() >>> random.nextInt(60))),
                    Sha256.of(hash));
            var read =
                    CertificateVerificationLink.parse(unsigned.signed(signature).toString());
            assertThat(read.unsigned()).isEqualTo(unsigned);
            assertThat(read.signatureBytes()).isEqualTo(signature);
            var invoice = new InvoiceVerificationLink(
                    unsigned.qrBase(),
                    unsigned.sellerNip(),
                    LocalDate.ofEpochDay(random.nextInt(40_000)),
                    unsigned.invoiceHash(),
                    null);
            assertThat(InvoiceVerificationLink.parse(invoice.toString())).isEqualTo(invoice);
            assertThat(new OfflineLinks(invoice, read).invoice()).isEqualTo(invoice);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1F20A5D352AE590", "01f20a5d352ae590", "", "01F20A5D352AE59G", "01 20A5D352AE590"})
    void serialNumber_inAnotherShape_isRefused(String serial) {
        var odd = new CertificateSerialNumber(serial);
        assertThatThrownBy(() -> new UnsignedCertificateLink(KsefEnvironment.TEST.qrBase(), SELLER, SELLER, odd, HASH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 digits");
    }

    @Test
    void partsThatKsefSentOddly_makeNoLink() {
        URI base = KsefEnvironment.TEST.qrBase();
        assertThatThrownBy(() -> new UnsignedCertificateLink(base, new PeppolId("P1"), SELLER, SERIAL, HASH))
                .hasMessageContaining("PeppolId");
        assertThatThrownBy(() -> new UnsignedCertificateLink(base, SELLER, new Nip("PL1111111111"), SERIAL, HASH))
                .hasMessageContaining("NIP");
        assertThatThrownBy(() -> new UnsignedCertificateLink(base, SELLER, SELLER, SERIAL, new Sha256("x")))
                .hasMessageContaining("SHA-256");
        assertThatThrownBy(() ->
                        new UnsignedCertificateLink(URI.create("http://qr.example"), SELLER, SELLER, SERIAL, HASH))
                .hasMessageContaining("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAAA", "AAA=", "AA+A", "AA/A", "AA%3D"})
    void signature_inAnotherNotation_isRefused(String signature) {
        assertThatThrownBy(() -> new CertificateVerificationLink(unsigned(SELLER), signature))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Base64URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://secret host/certificate",
                "http://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}/AAAA",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}/",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}/AAAA/",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}/AAA=",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}/AAA%3D",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/{hash}/AAAA?a",
                "https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/1F20A5D352AE590/{hash}/AAAA",
                "https://qr-test.ksef.mf.gov.pl/certificate/nip/1111111111/1111111111/01F20A5D352AE590/{hash}/AAAA",
                "https://qr-test.ksef.mf.gov.pl/certificate/PeppolId/secret/1111111111/01F20A5D352AE590/{hash}/AAAA",
                "https://qr-test.ksef.mf.gov.pl/certificate/NipVatUe/1111111111-IE1%2B23456A/1111111111/01F20A5D352AE590/"
                        + "{hash}/AAAA",
                "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/{hash}"
            })
    void parse_ofAnythingElse_isRefused_andQuotesNothing(String text) {
        assertThatThrownBy(() -> CertificateVerificationLink.parse(text.replace("{hash}", HASH.base64Url())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContainingAny("secret", "1111111111", "UtQp");
    }

    @Test
    void linksOfTwoInvoices_areNoPair() {
        var certificate = unsigned(SELLER).signed(P1363);
        URI base = KsefEnvironment.TEST.qrBase();
        LocalDate day = LocalDate.of(2026, 2, 1);
        var other = Sha256.of(bytes(32));
        assertThat(new OfflineLinks(new InvoiceVerificationLink(base, SELLER, day, HASH, null), certificate)
                        .certificate())
                .isEqualTo(certificate);
        for (var invoice : List.of(
                new InvoiceVerificationLink(KsefEnvironment.DEMO.qrBase(), SELLER, day, HASH, null),
                new InvoiceVerificationLink(base, Nip.of("5265877635"), day, HASH, null),
                new InvoiceVerificationLink(base, SELLER, day, other, null))) {
            assertThatThrownBy(() -> new OfflineLinks(invoice, certificate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("same host, seller and hash");
        }
    }

    private static UnsignedCertificateLink unsigned(ContextIdentifier context) {
        return new UnsignedCertificateLink(KsefEnvironment.TEST.qrBase(), context, SELLER, SERIAL, HASH);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
