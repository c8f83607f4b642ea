package dev.ksef.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A PNG as another program sees it: read by ImageIO. */
record PngPicture(BufferedImage image) {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    static PngPicture of(byte[] png) {
        try {
            return new PngPicture(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    boolean isBlack(int x, int y) {
        return (image.getRGB(x, y) & 0xFFFFFF) == 0;
    }

    boolean isWhite(int left, int top, int width, int height) {
        return IntStream.range(0, width * height)
                .allMatch(i -> (image.getRGB(left + i % width, top + i / width) & 0xFFFFFF) == 0xFFFFFF);
    }

    Result decoded() throws NotFoundException {
        int[] pixels = image.getRGB(0, 0, width(), height(), null, 0, width());
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width(), height(), pixels)));
        return new MultiFormatReader()
                .decode(
                        bitmap,
                        Map.of(
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(BarcodeFormat.QR_CODE),
                                DecodeHintType.TRY_HARDER,
                                true));
    }

    /** What stands from the given pixel on: one character per dot, to the last dot of a line of whole letters. */
    List<String> rows(int count, int dot, int left, int top) {
        int dots = (width() - 2 * left) / dot;
        return IntStream.range(0, count)
                .mapToObj(row -> row(top + row * dot, dot, left, dots))
                .toList();
    }

    private String row(int y, int dot, int left, int dots) {
        var row = new StringBuilder();
        for (int x = 0; x < dots; x++) {
            row.append(isBlack(left + x * dot + dot / 2, y + dot / 2) ? '#' : ' ');
        }
        return row.toString();
    }

    /** The letters from the given pixel on, each compared with all there are. */
    String text(int letters, int dot, int left, int top) {
        var text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            int start = left + i * 6 * dot;
            text.append(LETTERS.chars()
                    .filter(letter -> shows(DotMatrixGlyph.of((char) letter), dot, start, top))
                    .mapToObj(letter -> String.valueOf((char) letter))
                    .findFirst()
                    .orElse("?"));
        }
        return text.toString();
    }

    private boolean shows(DotMatrixGlyph glyph, int dot, int left, int top) {
        return IntStream.range(0, 5 * dot * 7 * dot)
                .allMatch(i -> isBlack(left + i % (5 * dot), top + i / (5 * dot))
                        == glyph.isBlack(i % (5 * dot) / dot, i / (5 * dot) / dot));
    }
}
