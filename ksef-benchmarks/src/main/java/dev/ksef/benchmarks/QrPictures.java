package dev.ksef.benchmarks;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.UnsignedCertificateLink;
import dev.ksef.qr.QrCode;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/**
 * What a QR code costs as a PNG that was read back in five looks, beside ZXing's encoding and a PNG of as many pixels in the same
 * two colours, neither labelled nor tried: written by ImageIO, and by the JDK's deflate alone.
 */
public final class QrPictures {

    private static final int LINKS = 50;

    private QrPictures() {}

    /** A code to draw by bare means: its text, and the size of our picture of it. */
    private record Bare(String text, int width, int height) {

        static Bare of(String text, byte[] ours) {
            try {
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(ours));
                return new Bare(text, picture.getWidth(), picture.getHeight());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        BitMatrix encoded() {
            Map<EncodeHintType, Object> hints =
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4);
            try {
                return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, width, height, hints);
            } catch (WriterException tooLong) {
                throw new IllegalStateException(tooLong);
            }
        }
    }

    /** Draws one code after the other. */
    private static final class Turn<L> implements InTurns.Act {

        private final List<L> links;
        private final Function<L, byte[]> drawing;
        private int next;

        Turn(List<L> links, Function<L, byte[]> drawing) {
            this.links = links;
            this.drawing = drawing;
        }

        @Override
        public byte[] once() {
            next = (next + 1) % links.size();
            return drawing.apply(links.get(next));
        }
    }

    /** Measures the three kinds of codes. */
    public static void main(String[] arguments) {
        // Otherwise it makes a file for each picture.
        ImageIO.setUseCache(false);
        Report report = Report.of(QrPictures.class, arguments);
        InTurns.head(report);
        measure("KOD I", invoices(), QrCode::png, report);
        measure("KOD II, P-256", certificates(64), QrCode::png, report);
        measure("KOD II, RSA", certificates(256), QrCode::png, report);
        report.finish();
    }

    private static <L> void measure(String name, List<L> links, Function<L, byte[]> ours, Report report) {
        List<Bare> bare = links.stream()
                .map(link -> Bare.of(link.toString(), ours.apply(link)))
                .toList();
        var ways = new InTurns()
                .way(name, new Turn<>(links, ours))
                .way("ZXing and ImageIO", new Turn<>(bare, code -> imageIo(code.encoded())))
                .way("ZXing and deflate", new Turn<>(bare, code -> deflated(code.encoded())))
                .measure();
        ways.compare(report, name, "ZXing and ImageIO", "at most 4", "");
        ways.compare(report, name, "ZXing and deflate", "", "");
    }

    /** White is 1, and each row begins at a byte. */
    private static byte[] bits(BitMatrix black, int before) {
        int rowBytes = before + (black.getWidth() + 7) / 8;
        byte[] bits = new byte[rowBytes * black.getHeight()];
        var row = new BitArray(black.getWidth());
        for (int y = 0; y < black.getHeight(); y++) {
            int[] words = black.getRow(y, row).getBitArray();
            for (int i = 0; i < rowBytes - before; i++) {
                bits[y * rowBytes + before + i] = (byte) (~Integer.reverse(words[i / 4]) >> 24 - i % 4 * 8);
            }
        }
        return bits;
    }

    private static byte[] imageIo(BitMatrix black) {
        byte[] bits = bits(black, 0);
        var colours = new IndexColorModel(1, 2, new int[] {0x000000, 0xFFFFFF}, 0, false, -1, DataBuffer.TYPE_BYTE);
        var raster = Raster.createPackedRaster(
                new DataBufferByte(bits, bits.length), black.getWidth(), black.getHeight(), 1, null);
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(colours, raster, false, null), "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }

    private static byte[] deflated(BitMatrix black) {
        var png = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(png)) {
            out.writeLong(0x89504E470D0A1A0AL);
            chunk(
                    "IHDR",
                    ByteBuffer.allocate(13)
                            .putInt(black.getWidth())
                            .putInt(black.getHeight())
                            .put((byte) 1)
                            .array(),
                    out);
            var deflated = new ByteArrayOutputStream();
            try (var deflating = new DeflaterOutputStream(deflated)) {
                deflating.write(bits(black, 1));
            }
            chunk("IDAT", deflated.toByteArray(), out);
            chunk("IEND", new byte[0], out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }

    private static void chunk(String type, byte[] content, DataOutputStream out) throws IOException {
        byte[] checked = new byte[4 + content.length];
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, checked, 0, 4);
        System.arraycopy(content, 0, checked, 4, content.length);
        var crc = new CRC32();
        crc.update(checked);
        out.writeInt(content.length);
        out.write(checked);
        out.writeInt((int) crc.getValue());
    }

    private static List<InvoiceVerificationLink> invoices() {
        return IntStream.range(0, LINKS)
                .mapToObj(number -> new InvoiceVerificationLink(
                        URI.create("https://qr.ksef.mf.gov.pl"),
                        Nip.of("1111111111"),
                        LocalDate.of(2026, 2, 1),
                        Sha256.of(Base64.getEncoder().encodeToString(noise(number, 32))),
                        KsefNumber.of("5265877635-20250826-0100001AF629-AF")))
                .toList();
    }

    private static List<CertificateVerificationLink> certificates(int signatureBytes) {
        return invoices().stream()
                .map(invoice -> new UnsignedCertificateLink(
                                invoice.qrBase(),
                                invoice.sellerNip(),
                                invoice.sellerNip(),
                                CertificateSerialNumber.of("01F20A5D352AE590"),
                                invoice.invoiceHash())
                        .signed(noise(invoice.hashCode(), signatureBytes)))
                .toList();
    }

    private static byte[] noise(long seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
