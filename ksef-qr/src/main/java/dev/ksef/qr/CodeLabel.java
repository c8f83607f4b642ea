package dev.ksef.qr;

import com.google.zxing.common.BitMatrix;

/**
 * A line of text in our own glyphs. AWT needs fonts to draw text, and fails in slim containers without any.
 *
 * @param dot the side of one dot of a letter in pixels
 */
record CodeLabel(String text, int dot) {

    private static final int DOTS_PER_LETTER = DotMatrixGlyph.WIDTH + 1;

    /** Returns the largest label that fits into the given pixels; with one pixel per dot if none fits. */
    static CodeLabel fitting(String text, int mostWidth, int mostHeight) {
        int dot = Math.min(mostWidth / dotsAcross(text), mostHeight / DotMatrixGlyph.HEIGHT);
        return new CodeLabel(text, Math.max(1, dot));
    }

    int width() {
        return dotsAcross(text) * dot;
    }

    int height() {
        return DotMatrixGlyph.HEIGHT * dot;
    }

    void drawOn(BitMatrix pixels, int left, int top) {
        for (int i = 0; i < text.length(); i++) {
            draw(DotMatrixGlyph.of(text.charAt(i)), pixels, left + i * DOTS_PER_LETTER * dot, top);
        }
    }

    private void draw(DotMatrixGlyph glyph, BitMatrix pixels, int left, int top) {
        for (int y = 0; y < DotMatrixGlyph.HEIGHT; y++) {
            for (int x = 0; x < DotMatrixGlyph.WIDTH; x++) {
                if (glyph.isBlack(x, y)) {
                    pixels.setRegion(left + x * dot, top + y * dot, dot, dot);
                }
            }
        }
    }

    private static int dotsAcross(String text) {
        return Math.max(1, text.length() * DOTS_PER_LETTER - 1);
    }
}
