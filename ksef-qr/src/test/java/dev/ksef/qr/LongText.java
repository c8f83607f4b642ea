package dev.ksef.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

/** Texts as long as a link, the same on each JDK, and their symbols in the mask that the standard prefers. */
final class LongText {

    private LongText() {}

    static String of(long seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return "https://qr.ksef.mf.gov.pl/certificate/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }

    static BitMatrix symbol(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    QrSymbol.QUIET_ZONE));
        } catch (WriterException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
