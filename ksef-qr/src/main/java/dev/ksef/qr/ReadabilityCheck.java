package dev.ksef.qr;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a symbol with ZXing, which most apps are built on. Among the modules of a long link there is sometimes a pattern that
 * ZXing takes for a finder pattern; then it reads nothing, however large and sharp the print is. Ink that spreads and a page
 * that lies askew make more such patterns, so these are checked, too.
 */
final class ReadabilityCheck {

    /**
     * Pixels by which black areas grow because ink spreads, or shrink: a 16th of a module to each side, drawn as an 8th to one
     * side. With twice as much the reader takes the code for one of another size.
     */
    private static final List<Integer> SPREADS = List.of(-1, 0, 1);

    /** Angles by which the page is turned, in degrees. */
    private static final List<Integer> SKEWS = List.of(-3, 3);

    private final ScannedPage page;
    /** What was made out and decoded last. Most looks show the same modules, which need not be decoded again. */
    private @Nullable BitMatrix decoded;

    private ReadabilityCheck(BitMatrix modules) {
        this.page = new ScannedPage(modules);
    }

    /** Tells whether the symbol is read with every spread and every angle. */
    static boolean isReadable(BitMatrix modules) {
        var check = new ReadabilityCheck(modules);
        return SPREADS.stream().allMatch(spread -> check.isRead(check.page.upright(spread)))
                && SKEWS.stream().allMatch(degrees -> check.isRead(check.page.turned(degrees)));
    }

    private boolean isRead(BitMatrix look) {
        try {
            BitMatrix seen = new Detector(look).detect().getBits();
            if (!seen.equals(decoded)) {
                // The decoder changes what it is given.
                new Decoder().decode(seen.clone());
                decoded = seen;
            }
            return true;
        } catch (ReaderException unread) {
            return false;
        }
    }
}
