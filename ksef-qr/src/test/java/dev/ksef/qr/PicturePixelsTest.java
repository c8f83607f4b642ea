package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.model.link.UnsignedCertificateLink;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures as the first version of this module drew them, pixel by pixel: whoever draws the same invoice again gets the same. */
class PicturePixelsTest {

    private static final KsefNumber NUMBER = KsefNumber.of("5265877635-20250826-0100001AF629-AF");

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void picture_hasThePixelsItAlwaysHad(String kind, byte[] png, String pixels) throws Exception {
        assertThat(pixels(png)).as(kind).isEqualTo(pixels);
    }

    static Stream<Arguments> pictures() {
        var tiny = new QrStyle(2, 0x003366, 0xFFF8E1);
        var odd = QrStyle.DENSE.withPixelsPerModule(7);
        return Stream.of(
                Arguments.of("KOD I", QrCode.png(invoice(0, NUMBER)), "588 x 638, 7b320803924a9cd8104f155c0256c5e2"),
                Arguments.of(
                        "KOD I offline, not in the preferred mask",
                        QrCode.png(invoice(55, null)),
                        "588 x 645, ae31945a6b5096636aee118e4acfacad"),
                Arguments.of(
                        "KOD I, small and in colours",
                        QrCode.png(invoice(1, NUMBER), tiny),
                        "213 x 111, 6e2c17fccb8b65404cbb4c28c2da1728"),
                Arguments.of(
                        "KOD II, P-256", QrCode.png(certificate(0, 64)), "520 x 565, c6f4071127012d6d53a3c2c28fb22756"),
                Arguments.of(
                        "KOD II, P-256, not in the preferred mask",
                        QrCode.png(certificate(10, 64), odd),
                        "455 x 497, 48fe2f361edb1ddaa0a7118866eda919"),
                Arguments.of(
                        "KOD II, RSA", QrCode.png(certificate(0, 256)), "744 x 796, a92a629a26971d0acb2311292691fb6a"),
                Arguments.of(
                        "KOD II, RSA, not in the preferred mask",
                        QrCode.png(certificate(38, 256)),
                        "744 x 796, 8ec82d6947c270a766a8104fde18d283"),
                Arguments.of(
                        "both",
                        QrCode.png(new OfflineLinks(invoice(2, null), certificate(2, 256))),
                        "1332 x 796, 9ea40ffbb7dbc3f2add9e6b3d2c29423"));
    }

    private static String pixels(byte[] png) throws Exception {
        BufferedImage image = PngPicture.of(png).image();
        int[] colours = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var bytes = ByteBuffer.allocate(Integer.BYTES * colours.length);
        bytes.asIntBuffer().put(colours);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        return image.getWidth() + " x " + image.getHeight() + ", "
                + HexFormat.of().formatHex(hash, 0, 16);
    }

    private static InvoiceVerificationLink invoice(int seed, KsefNumber number) {
        return new InvoiceVerificationLink(
                URI.create("https://qr.ksef.mf.gov.pl"),
                Nip.of("1111111111"),
                LocalDate.of(2026, 2, 1),
                Sha256.of(Base64.getEncoder().encodeToString(noise(seed, 32))),
                number);
    }

    /** The signature is of the length of a key's, and otherwise noise, which is the same on each JDK. */
    private static CertificateVerificationLink certificate(int seed, int signatureBytes) {
        InvoiceVerificationLink invoice = invoice(seed, null);
        return new UnsignedCertificateLink(
                        invoice.qrBase(),
                        invoice.sellerNip(),
                        invoice.sellerNip(),
                        CertificateSerialNumber.of("01F20A5D352AE590"),
                        invoice.invoiceHash())
                .signed(noise(seed, signatureBytes));
    }

    private static byte[] noise(int seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
