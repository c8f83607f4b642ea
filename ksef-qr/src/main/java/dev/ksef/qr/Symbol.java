package dev.ksef.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The squares of a QR code.
 *
 * @param modules one bit per square, set where it is black, quiet zone included
 */
record Symbol(BitMatrix modules) {

    static final int QUIET_ZONE = 4;

    private static final int MASKS = 8;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);

    /**
     * The code of a text, under the mask that ISO/IEC 18004 prefers, or under another where that one makes a code that is not
     * found: a reader is told the mask, so that each of the eight is as good to it.
     *
     * @throws IllegalArgumentException if the text is longer than a QR code can be
     */
    static Symbol of(String text) {
        BitMatrix preferred = encoded(text, HINTS);
        return new Symbol(Stream.concat(Stream.of(preferred), masked(text))
                .filter(Trial::reads)
                .findFirst()
                .orElse(preferred));
    }

    private static Stream<BitMatrix> masked(String text) {
        return IntStream.range(0, MASKS).mapToObj(mask -> {
            Map<EncodeHintType, Object> hints = new EnumMap<>(HINTS);
            hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
            return encoded(text, hints);
        });
    }

    private static BitMatrix encoded(String text, Map<EncodeHintType, Object> hints) {
        try {
            // No size asked for: the smallest there is, one bit per square.
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "A text of " + text.length() + " characters does not fit into a QR code", tooLong);
        }
    }

    /** Squares across, quiet zone included. */
    int width() {
        return modules.getWidth();
    }

    boolean isBlack(int x, int y) {
        return modules.get(x, y);
    }
}
