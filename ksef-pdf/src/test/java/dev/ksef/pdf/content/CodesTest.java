package dev.ksef.pdf.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.model.link.UnsignedCertificateLink;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Code;
import dev.ksef.pdf.sheet.Codes;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Sheet;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The mark of an invoice, and its QR codes. */
class CodesTest {

    private static final String NUMBER = "5265877635-20250826-0100001AF629-AF";
    private static final int PIXELS_PER_MODULE = 8;

    @Test
    void invoiceInKsef_hasItsNumberAndKodI() throws Exception {
        var link = link(new KsefNumber(NUMBER));
        Sheet sheet = sheet(new Marking.Online(link));
        assertThat(sheet.head().mark()).isEqualTo(Fact.of(new Label("Numer KSeF", null), NUMBER));
        assertThat(codes(sheet)).singleElement().satisfies(code -> {
            assertThat(code.label()).isEqualTo(NUMBER);
            assertThat(code.link()).isEqualTo(link.uri());
        });
        assertThat(read(codes(sheet).get(0))).isEqualTo(link.uri().toString());
    }

    @Test
    void invoiceWithoutANumber_isOffline() {
        Sheet sheet = sheet(new Marking.Online(link(null)));
        assertThat(sheet.head().mark()).isEqualTo(Fact.of(new Label("Oznaczenie", null), "OFFLINE"));
        assertThat(codes(sheet)).extracting(Code::label).containsExactly("OFFLINE");
    }

    @Test
    void offlineInvoice_hasBothCodes() throws Exception {
        var invoice = link(null);
        var unsigned = new UnsignedCertificateLink(
                invoice.qrBase(),
                invoice.sellerNip(),
                invoice.sellerNip(),
                CertificateSerialNumber.of("01F20A5D352AE590"),
                invoice.invoiceHash());
        var links = new OfflineLinks(invoice, unsigned.signed(new byte[256]));
        Sheet sheet = sheet(new Marking.Offline(links));
        assertThat(sheet.head().mark()).isEqualTo(Fact.of(new Label("Oznaczenie", null), "OFFLINE"));
        assertThat(codes(sheet)).extracting(Code::label).containsExactly("OFFLINE", "CERTYFIKAT");
        Code certificate = codes(sheet).get(1);
        assertThat(read(certificate)).isEqualTo(links.certificate().uri().toString());
        assertThat(certificate.modules()).isGreaterThan(90);
    }

    @Test
    void unknownInvoice_hasNeither() {
        Sheet sheet = sheet(new Marking.None());
        assertThat(sheet.head().mark()).isNull();
        assertThat(SmallInvoice.blocks(sheet, Codes.class)).isEmpty();
    }

    private static InvoiceVerificationLink link(KsefNumber number) {
        return new InvoiceVerificationLink(
                URI.create("https://qr-test.ksef.mf.gov.pl"),
                Nip.of("9999999999"),
                LocalDate.of(2026, 2, 28),
                Sha256.of(new byte[32]),
                number);
    }

    private static Sheet sheet(Marking marking) {
        return InvoiceSheet.of(SmallInvoice.of(SmallInvoice.body(TRodzajFaktury.VAT)), Language.POLISH, marking);
    }

    private static List<Code> codes(Sheet sheet) {
        return SmallInvoice.blocks(sheet, Codes.class).findFirst().orElseThrow().codes();
    }

    /** Reads a code, which is a square of as many modules as it says. */
    private static String read(Code code) throws Exception {
        var picture = ImageIO.read(new ByteArrayInputStream(code.png()));
        int side = code.modules() * PIXELS_PER_MODULE;
        assertThat(picture.getWidth()).isEqualTo(side);
        assertThat(picture.getHeight()).isEqualTo(side);
        var pixels = new RGBLuminanceSource(side, side, picture.getRGB(0, 0, side, side, null, 0, side));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(pixels)))
                .getText();
    }
}
