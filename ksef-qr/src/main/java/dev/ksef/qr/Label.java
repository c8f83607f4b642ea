package dev.ksef.qr;

import com.google.zxing.common.BitMatrix;

/**
 * A line of text in our own letters. Text drawn by AWT needs fonts, and dies in slim containers that have none.
 *
 * @param dot the side of one dot of a letter in pixels
 */
record Label(String text, int dot) {

    private static final int DOTS_PER_LETTER = Glyph.WIDTH + 1;

    /** The largest text that fits into the given pixels; one pixel per dot where nothing does. */
    static Label fitting(String text, int mostWidth, int mostHeight) {
        int dot = Math.min(mostWidth / dotsAcross(text), mostHeight / Glyph.HEIGHT);
        return new Label(text, Math.max(1, dot));
    }

    int width() {
        return dotsAcross(text) * dot;
    }

    int height() {
        return Glyph.HEIGHT * dot;
    }

    void drawOn(BitMatrix pixels, int left, int top) {
        for (int i = 0; i < text.length(); i++) {
            draw(Glyph.of(text.charAt(i)), pixels, left + i * DOTS_PER_LETTER * dot, top);
        }
    }

    private void draw(Glyph glyph, BitMatrix pixels, int left, int top) {
        for (int y = 0; y < Glyph.HEIGHT; y++) {
            for (int x = 0; x < Glyph.WIDTH; x++) {
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
