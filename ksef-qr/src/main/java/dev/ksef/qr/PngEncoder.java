package dev.ksef.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a picture of two colours as PNG: four chunks, one bit per pixel. {@code ImageIO} would need AWT with its native
 * libraries, which slim runtimes lack.
 *
 * <p>Source: PNG specification (third edition), sections 5 and 11.
 */
final class PngEncoder {

    private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
    private static final int HEADER_BYTES = 13;
    private static final byte BITS_PER_PIXEL = 1;
    private static final byte WITH_PALETTE = 3;

    private PngEncoder() {}

    static byte[] encode(BitMatrix black, QrStyle style) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        png.writeBytes(chunk("IHDR", header(black)));
        png.writeBytes(chunk("PLTE", palette(style)));
        png.writeBytes(chunk("IDAT", deflated(pixels(black))));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** Size, depth and palette. The remaining bytes stay zero: deflate, standard filters, not interlaced. */
    private static byte[] header(BitMatrix black) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(black.getWidth())
                .putInt(black.getHeight())
                .put(BITS_PER_PIXEL)
                .put(WITH_PALETTE)
                .array();
    }

    /** The foreground is colour 0, the background colour 1. */
    private static byte[] palette(QrStyle style) {
        var palette = ByteBuffer.allocate(6);
        for (int colour : new int[] {style.foreground(), style.background()}) {
            palette.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        return palette.array();
    }

    /** Each row begins with its filter, none, and has a bit set for every white pixel. */
    private static byte[] pixels(BitMatrix black) {
        int rowBytes = 1 + (black.getWidth() + 7) / 8;
        byte[] pixels = new byte[rowBytes * black.getHeight()];
        var row = new BitArray(black.getWidth());
        for (int y = 0; y < black.getHeight(); y++) {
            int[] words = black.getRow(y, row).getBitArray();
            for (int i = 0; i < rowBytes - 1; i++) {
                int leftmostFirst = ~Integer.reverse(words[i / Integer.BYTES]);
                pixels[y * rowBytes + 1 + i] = (byte) (leftmostFirst >> 24 - i % Integer.BYTES * 8);
            }
        }
        return pixels;
    }

    private static byte[] deflated(byte[] bytes) {
        // The best compression takes ten times as long for rows that are all alike, and comes out no smaller.
        var deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var deflated = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        return ByteBuffer.allocate(4 + name.length + content.length + 4)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }
}
