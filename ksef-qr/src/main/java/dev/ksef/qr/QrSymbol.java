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
 * A QR code symbol: its modules, which are the squares of the code.
 *
 * @param modules one bit per module, set where it is black, quiet zone included
 */
record QrSymbol(BitMatrix modules) {

    static final int QUIET_ZONE = 4;

    private static final int MASKS = 8;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);

    /**
     * Encodes a text with the mask that ISO/IEC 18004 prefers, or with another one if that symbol is not readable. The symbol
     * names its mask, so to a reader each of the eight is equally good.
     *
     * @throws IllegalArgumentException if the text is longer than a QR code can be
     */
    static QrSymbol encode(String text) {
        BitMatrix preferred = encoded(text, HINTS);
        return new QrSymbol(Stream.concat(Stream.of(preferred), masked(text))
                .distinct()
                .filter(ReadabilityCheck::isReadable)
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
            // Without a size, ZXing returns the smallest picture, with one bit per module.
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "A text of " + text.length() + " characters does not fit into a QR code", tooLong);
        }
    }

    /** Returns the number of modules across, quiet zone included. */
    int width() {
        return modules.getWidth();
    }
}
