package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.CertificateVerificationLink;
import dev.ksef.model.InvoiceVerificationLink;
import dev.ksef.model.Nip;
import dev.ksef.model.OfflineLinks;
import dev.ksef.model.UnsignedCertificateLink;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The image of KOD II, and of both codes: kody-qr.md, read back after printing and scanning. */
class OfflineCodeImagesTest {

    /** The keys that KSeF issues certificates for. */
    enum Key {
        RSA(256, 93, 3),
        P256(64, 69, 2);

        private final int signatureBytes;
        /** Across the code with its quiet zone. */
        private final int squares;
        /** The side of a dot of the label's letters in pixels. */
        private final int dot;

        Key(int signatureBytes, int squares, int dot) {
            this.signatureBytes = signatureBytes;
            this.squares = squares;
            this.dot = dot;
        }

        CertificateVerificationLink link() {
            return link(0);
        }

        /**
         * The same for each number, since a picture asks for no true signature and no reader reads every code at every angle:
         * ZXing's finds nothing in the upright RSA code with number 1, and reads it skewed.
         */
        CertificateVerificationLink link(int number) {
            byte[] signature = new byte[signatureBytes];
            new Random(number).nextBytes(signature);
            InvoiceVerificationLink invoice = QrCodeTest.link(null);
            return new UnsignedCertificateLink(
                            invoice.qrBase(),
                            Nip.of("1111111111"),
                            invoice.sellerNip(),
                            CertificateSerialNumber.of("01F20A5D352AE590"),
                            invoice.invoiceHash())
                    .signed(signature);
        }
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void code_isReadAsTheLink_withErrorCorrectionM(Key key) throws Exception {
        Result read = picture("kod2-" + key, QrCode.png(key.link())).decoded();
        assertThat(read.getText()).isEqualTo(key.link().toString());
        assertThat(read.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
        assertThat(CertificateVerificationLink.parse(read.getText())).isEqualTo(key.link());
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void code_atHalfAMillimetrePerSquare_isLessThanFiveCentimetresWide(Key key) {
        int width = Picture.of(QrCode.png(key.link())).width();
        assertThat(width).isEqualTo(key.squares * QrStyle.DENSE.pixelsPerModule());
        assertThat(width * 2.54 / 300).as("cm at 300 dpi").isBetween(3.0, 5.0);
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void label_isCertyfikat(Key key) {
        var picture = Picture.of(QrCode.png(key.link()));
        int left = (picture.width() - (10 * 6 - 1) * key.dot) / 2;
        assertThat(picture.text(10, key.dot, left, picture.width())).isEqualTo("CERTYFIKAT");
    }

    /** Printed at 300 dpi, scanned at a part of that resolution, unsharp and skewed to either side: one of two looks is enough. */
    @ParameterizedTest
    @CsvSource({"RSA,1", "RSA,0.85", "P256,1", "P256,0.85"})
    void code_printedAndScanned_isRead(Key key, double scale) {
        for (int number = 0; number < 10; number++) {
            CertificateVerificationLink link = key.link(number);
            BufferedImage png = Picture.of(QrCode.png(link)).image();
            BufferedImage svg = Scan.rendered(
                    new String(QrCode.svg(link), StandardCharsets.UTF_8), png.getWidth(), png.getHeight());
            assertThat(looks(png, scale)).as("PNG " + number).contains(link.toString());
            assertThat(looks(svg, scale)).as("SVG " + number).contains(link.toString());
        }
    }

    private static List<String> looks(BufferedImage printed, double scale) {
        List<String> read = new ArrayList<>();
        for (double degrees : new double[] {-3, 3}) {
            try {
                read.add(Scan.decoded(Scan.of(printed, scale, degrees)));
            } catch (ReaderException unread) {
                read.add(unread.toString());
            }
        }
        return read;
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void bothCodes_inOnePicture_areReadEach(Key key) throws Exception {
        var links = new OfflineLinks(QrCodeTest.link(null), key.link());
        var png = picture("offline-" + key, QrCode.png(links));
        assertThat(texts(png.image()))
                .containsExactlyInAnyOrder(
                        links.invoice().toString(), key.link().toString());
        BufferedImage svg =
                Scan.rendered(new String(QrCode.svg(links), StandardCharsets.UTF_8), png.width(), png.height());
        assertThat(texts(svg))
                .containsExactlyInAnyOrder(
                        links.invoice().toString(), key.link().toString());
        assertThat(texts(Scan.of(png.image(), 0.85, 3)))
                .as("printed and scanned")
                .containsExactlyInAnyOrder(
                        links.invoice().toString(), key.link().toString());
    }

    @Test
    void style_isTheCallersToChoose() throws Exception {
        var style = QrStyle.DENSE.withPixelsPerModule(4).withColours(0x003366, 0xFFFFFF);
        var picture = Picture.of(QrCode.png(Key.P256.link(), style));
        assertThat(picture.width()).isEqualTo(69 * 4);
        assertThat(picture.decoded().getText()).isEqualTo(Key.P256.link().toString());
        assertThat(new String(QrCode.svg(Key.P256.link(), style), StandardCharsets.UTF_8))
                .contains("#003366");
    }

    private static Stream<String> texts(BufferedImage picture) throws Exception {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        return Stream.of(new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source))))
                .map(Result::getText);
    }

    /** Left where a person can look at it. */
    private static Picture picture(String name, byte[] png) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "codes"));
        Files.write(folder.resolve(name + ".png"), png);
        return Picture.of(png);
    }
}
