package dev.ksef.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;

/** Draws a QR code in pixels, with its label under it or without. */
final class LabelledCode {

    /** The side of the code divided by the largest height of letters, so that a short label is not too large. */
    private static final int SIDE_TO_LETTER = 20;

    private static final int MODULES_UNDER_LABEL = 3;

    private final QrSymbol symbol;
    private final CodeLabel label;
    private final int modulePixels;

    private LabelledCode(QrSymbol symbol, CodeLabel label, int modulePixels) {
        this.symbol = symbol;
        this.label = label;
        this.modulePixels = modulePixels;
    }

    /** Returns the picture, with a bit set for each black pixel. */
    static BitMatrix draw(QrSymbol symbol, String label, int pixelsPerModule) {
        int room = (symbol.width() - 2 * QrSymbol.QUIET_ZONE) * pixelsPerModule;
        int mostHeight = symbol.width() / SIDE_TO_LETTER * pixelsPerModule;
        return new LabelledCode(symbol, CodeLabel.fitting(label, room, mostHeight), pixelsPerModule).draw();
    }

    /** Returns the picture of the code alone. */
    static BitMatrix drawBare(QrSymbol symbol, int pixelsPerModule) {
        int side = symbol.width() * pixelsPerModule;
        var pixels = new BitMatrix(side, side);
        drawSymbol(symbol, pixelsPerModule, pixels, 0);
        return pixels;
    }

    /** Joins two pictures. They touch, since each has its quiet zone. */
    static BitMatrix sideBySide(BitMatrix left, BitMatrix right) {
        var both = new BitMatrix(left.getWidth() + right.getWidth(), Math.max(left.getHeight(), right.getHeight()));
        copy(left, both, 0);
        copy(right, both, left.getWidth());
        return both;
    }

    private static void copy(BitMatrix from, BitMatrix into, int left) {
        for (int y = 0; y < from.getHeight(); y++) {
            for (int x = 0; x < from.getWidth(); x++) {
                if (from.get(x, y)) {
                    into.set(left + x, y);
                }
            }
        }
    }

    private BitMatrix draw() {
        var pixels = new BitMatrix(width(), side() + label.height() + MODULES_UNDER_LABEL * modulePixels);
        drawSymbol(symbol, modulePixels, pixels, (width() - side()) / 2);
        label.drawOn(pixels, (width() - label.width()) / 2, side());
        return pixels;
    }

    private int width() {
        return Math.max(side(), label.width() + 2 * modulePixels);
    }

    private int side() {
        return symbol.width() * modulePixels;
    }

    private static void drawSymbol(QrSymbol symbol, int modulePixels, BitMatrix pixels, int left) {
        var enlarged = new ModuleRows(symbol.modules(), modulePixels);
        for (int module = 0; module < symbol.width(); module++) {
            BitArray row = enlarged.row(module, left, pixels.getWidth());
            for (int y = module * modulePixels; y < (module + 1) * modulePixels; y++) {
                pixels.setRow(y, row);
            }
        }
    }
}
