package dev.ksef.qr;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.Arrays;

/**
 * A look at a symbol with the reader that most apps are built on. Among the squares of a long link there is now and then
 * something that it takes for a finder pattern, and then it reads nothing, however large and sharp the print. Ink that spreads
 * a little makes others, so it looks at that too.
 */
final class Trial {

    private static final int PIXELS_PER_MODULE = 8;

    /**
     * Pixels by which ink runs over the edge of what is black, or light eats into it: a 16th of a square to each side, drawn as
     * an 8th to one. Of twice that the reader takes the code for one of another size.
     */
    private static final int[] SPREADS = {-1, 0, 1};

    private Trial() {}

    static boolean reads(BitMatrix modules) {
        return Arrays.stream(SPREADS).allMatch(spread -> reads(modules, spread));
    }

    private static boolean reads(BitMatrix modules, int spread) {
        try {
            new Decoder().decode(new Detector(printed(modules, spread)).detect().getBits());
            return true;
        } catch (ReaderException unread) {
            return false;
        }
    }

    private static BitMatrix printed(BitMatrix modules, int spread) {
        int side = modules.getWidth() * PIXELS_PER_MODULE;
        var pixels = new BitMatrix(side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (isInked(modules, x, y, spread)) {
                    pixels.set(x, y);
                }
            }
        }
        return pixels;
    }

    /** Black where any place near is, if ink spreads, and where all are, if light does. */
    private static boolean isInked(BitMatrix modules, int x, int y, int spread) {
        boolean wanted = spread > 0;
        int reach = Math.abs(spread);
        boolean near = isBlack(modules, x, y) == wanted
                || isBlack(modules, x - reach, y) == wanted
                || isBlack(modules, x, y - reach) == wanted
                || isBlack(modules, x - reach, y - reach) == wanted;
        return near == wanted;
    }

    /** The first row and column stand for what is before them: both are white. */
    private static boolean isBlack(BitMatrix modules, int x, int y) {
        return modules.get(Math.max(0, x) / PIXELS_PER_MODULE, Math.max(0, y) / PIXELS_PER_MODULE);
    }
}
