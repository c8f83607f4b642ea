package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import dev.ksef.model.link.CertificateVerificationLink;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The image of KOD II, and of both codes: kody-qr.md, read back. */
class OfflineCodeImagesTest {

    @ParameterizedTest
    @EnumSource(OfflineKey.class)
    void code_isReadAsTheLink_withErrorCorrectionM(OfflineKey key) throws Exception {
        CertificateVerificationLink link = key.link();
        Result read = picture("kod2-" + key, QrCode.png(link)).decoded();
        assertThat(read.getText()).isEqualTo(link.toString());
        assertThat(read.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
        assertThat(CertificateVerificationLink.parse(read.getText())).isEqualTo(link);
    }

    @ParameterizedTest
    @EnumSource(OfflineKey.class)
    void code_leavesRoomForKodIOnAPageWithMargins(OfflineKey key) {
        int width = PngPicture.of(QrCode.png(key.link())).width();
        assertThat(width).isEqualTo(key.squares * 8);
        assertThat(QrStyle.DENSE.pixelsPerModule() * 25.4 / 300)
                .as("mm per square")
                .isGreaterThan(0.6);
        assertThat(PngPicture.of(QrCode.png(key.links(1))).width() * 2.54 / 300)
                .as("cm of both codes, of the 17 on A4 between margins of 2")
                .isLessThan(12);
    }

    @ParameterizedTest
    @EnumSource(OfflineKey.class)
    void label_isCertyfikat(OfflineKey key) {
        var picture = PngPicture.of(QrCode.png(key.link()));
        int dot = key.squares / 20 * 8 / 7;
        int left = (picture.width() - (10 * 6 - 1) * dot) / 2;
        assertThat(picture.text(10, dot, left, picture.width())).isEqualTo("CERTYFIKAT");
    }

    @ParameterizedTest
    @EnumSource(OfflineKey.class)
    void bothCodes_inOnePicture_areReadEach(OfflineKey key) throws Exception {
        var links = key.links(1);
        var png = picture("offline-" + key, QrCode.png(links));
        assertThat(texts(png.image()))
                .containsExactlyInAnyOrder(
                        links.invoice().toString(), links.certificate().toString());
        BufferedImage svg = SimulatedScan.rendered(
                new String(QrCode.svg(links), StandardCharsets.UTF_8), png.width(), png.height());
        assertThat(texts(svg))
                .containsExactlyInAnyOrder(
                        links.invoice().toString(), links.certificate().toString());
        assertThat(texts(SimulatedScan.of(png.image(), 0.85, 3)))
                .as("printed and scanned")
                .containsExactlyInAnyOrder(
                        links.invoice().toString(), links.certificate().toString());
    }

    @Test
    void style_isTheCallersToChoose() throws Exception {
        var style = QrStyle.DENSE.withPixelsPerModule(4).withColours(0x003366, 0xFFFFFF);
        CertificateVerificationLink link = OfflineKey.P256.link();
        var picture = PngPicture.of(QrCode.png(link, style));
        assertThat(picture.width()).isEqualTo(69 * 4);
        assertThat(picture.decoded().getText()).isEqualTo(link.toString());
        assertThat(new String(QrCode.svg(link, style), StandardCharsets.UTF_8)).contains("#003366");
    }

    private static Stream<String> texts(BufferedImage picture) throws Exception {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        return Stream.of(new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source))))
                .map(Result::getText);
    }

    /** Left where a person can look at it. */
    private static PngPicture picture(String name, byte[] png) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "codes"));
        Files.write(folder.resolve(name + ".png"), png);
        return PngPicture.of(png);
    }
}
