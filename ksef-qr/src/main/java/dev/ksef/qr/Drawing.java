package dev.ksef.qr;

import com.google.zxing.common.BitMatrix;

/** A code with its label under it, in pixels. */
final class Drawing {

    /** Of the label's letters, as a part of the code's side: a short label is not blown up to the code's full width. */
    private static final int SIDE_TO_LETTER = 20;

    private static final int SQUARES_UNDER_LABEL = 3;

    private final Symbol symbol;
    private final Label label;
    private final int square;

    private Drawing(Symbol symbol, Label label, int square) {
        this.symbol = symbol;
        this.label = label;
        this.square = square;
    }

    /** The picture, a bit set for each black pixel. */
    static BitMatrix of(Symbol symbol, String label, int pixelsPerModule) {
        int room = (symbol.width() - 2 * Symbol.QUIET_ZONE) * pixelsPerModule;
        int mostHeight = symbol.width() / SIDE_TO_LETTER * pixelsPerModule;
        return new Drawing(symbol, Label.fitting(label, room, mostHeight), pixelsPerModule).drawn();
    }

    /** Two pictures as one. Each brings its quiet zone, so that they may touch. */
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

    private BitMatrix drawn() {
        var pixels = new BitMatrix(width(), side() + label.height() + SQUARES_UNDER_LABEL * square);
        drawSymbol(pixels, (width() - side()) / 2);
        label.drawOn(pixels, (width() - label.width()) / 2, side());
        return pixels;
    }

    private int width() {
        return Math.max(side(), label.width() + 2 * square);
    }

    private int side() {
        return symbol.width() * square;
    }

    private void drawSymbol(BitMatrix pixels, int left) {
        for (int y = 0; y < symbol.width(); y++) {
            for (int x = 0; x < symbol.width(); x++) {
                if (symbol.isBlack(x, y)) {
                    pixels.setRegion(left + x * square, y * square, square, square);
                }
            }
        }
    }
}
