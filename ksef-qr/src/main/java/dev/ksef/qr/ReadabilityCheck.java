package dev.ksef.qr;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.List;

/**
 * Reads a symbol with ZXing, which most apps are built on. Among the modules of a long link there is sometimes a pattern that
 * ZXing takes for a finder pattern; then it reads nothing, however large and sharp the print is. Ink that spreads and a page
 * that lies askew make more such patterns, so these are checked, too.
 */
final class ReadabilityCheck {

    private static final int PIXELS_PER_MODULE = 8;

    /**
     * Pixels by which black areas grow because ink spreads, or shrink: a 16th of a module to each side, drawn as an 8th to one
     * side. With twice as much the reader takes the code for one of another size.
     */
    private static final List<Integer> SPREADS = List.of(-1, 0, 1);

    /** Angles by which the page is turned, in degrees. */
    private static final List<Integer> SKEWS = List.of(-3, 3);

    /** White space around the symbol, so that no corner is turned out of the picture. */
    private static final int MARGIN = 4 * PIXELS_PER_MODULE;

    private final BitMatrix modules;
    private final int side;

    private ReadabilityCheck(BitMatrix modules) {
        this.modules = modules;
        this.side = modules.getWidth() * PIXELS_PER_MODULE;
    }

    /** Tells whether the symbol is read with every spread and every angle. */
    static boolean isReadable(BitMatrix modules) {
        var check = new ReadabilityCheck(modules);
        return SPREADS.stream().allMatch(spread -> check.isReadable(0, spread))
                && SKEWS.stream().allMatch(degrees -> check.isReadable(degrees, 0));
    }

    private boolean isReadable(int degrees, int spread) {
        try {
            new Decoder().decode(new Detector(scanned(degrees, spread)).detect().getBits());
            return true;
        } catch (ReaderException unread) {
            return false;
        }
    }

    private BitMatrix scanned(int degrees, int spread) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        var page = new BitMatrix(side + 2 * MARGIN);
        double middle = page.getWidth() / 2.0;
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                double right = x + 0.5 - middle;
                double down = y + 0.5 - middle;
                if (isInked(cos * right + sin * down, cos * down - sin * right, spread)) {
                    page.set(x, y);
                }
            }
        }
        return page;
    }

    /**
     * Tells whether a place is black: if ink spreads, when any place near it is; if black areas shrink, when all are. Places are
     * measured from the middle of the symbol.
     */
    private boolean isInked(double right, double down, int spread) {
        boolean wanted = spread > 0;
        int reach = Math.abs(spread);
        boolean near = isBlack(right, down) == wanted
                || isBlack(right - reach, down) == wanted
                || isBlack(right, down - reach) == wanted
                || isBlack(right - reach, down - reach) == wanted;
        return near == wanted;
    }

    private boolean isBlack(double right, double down) {
        int x = (int) Math.floor(right + side / 2.0);
        int y = (int) Math.floor(down + side / 2.0);
        return x >= 0 && y >= 0 && x < side && y < side && modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE);
    }
}
