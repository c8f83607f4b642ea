package dev.ksef.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * The squares of a QR code.
 *
 * @param modules one bit per square, set where it is black, quiet zone included
 */
record Symbol(BitMatrix modules) {

    static final int QUIET_ZONE = 4;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);

    /**
     * The code of a text.
     *
     * @throws IllegalArgumentException if the text is longer than a QR code can be
     */
    static Symbol of(String text) {
        try {
            // No size asked for: the smallest there is, one bit per square.
            return new Symbol(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS));
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
