package dev.ksef.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;

/**
 * Draws a symbol as it lies on a scanned page: with ink that spread or black areas that shrank, or turned. A symbol is tried in
 * several looks before it is given out, so whole runs of pixels are copied, 32 at a time.
 */
final class ScannedPage {

    private static final int PIXELS_PER_MODULE = 8;

    /** White space around the symbol, so that no corner is turned out of the picture. */
    private static final int MARGIN = 4 * PIXELS_PER_MODULE;

    /** How far the end of a run is searched for. On a page turned by three degrees most runs have some 150 pixels. */
    private static final int LONGEST_RUN = 256;

    private final int side;
    private final int width;
    /** One row of pixels for each row of modules. */
    private final int[][] rows;

    private final int[] white = {};

    ScannedPage(BitMatrix modules) {
        this.side = modules.getWidth() * PIXELS_PER_MODULE;
        this.width = side + 2 * MARGIN;
        this.rows = new int[modules.getHeight()][];
        var enlarged = new ModuleRows(modules, PIXELS_PER_MODULE);
        for (int y = 0; y < rows.length; y++) {
            rows[y] = enlarged.row(y, MARGIN, width).getBitArray();
        }
    }

    /**
     * Returns the page upright.
     *
     * @param spread the pixels by which black areas grow to the right and downwards because ink spreads; negative if they shrink
     */
    BitMatrix upright(int spread) {
        var page = new BitMatrix(width);
        int reach = Math.abs(spread);
        for (int y = 0; y < width; y += PIXELS_PER_MODULE) {
            BitArray first = inked(pixels(y), pixels(y - reach), spread);
            BitArray others = inked(pixels(y), pixels(y), spread);
            for (int inside = 0; inside < PIXELS_PER_MODULE; inside++) {
                page.setRow(y + inside, inside < reach ? first : others);
            }
        }
        return page;
    }

    /** If ink spreads, a pixel is black when any of four near it is; if black areas shrink, when all are. */
    private BitArray inked(int[] here, int[] above, int spread) {
        var row = new BitArray(width);
        int reach = Math.abs(spread);
        for (int x = 0; x < width; x += Integer.SIZE) {
            int any = bits(here, x) | bits(here, x - reach) | bits(above, x) | bits(above, x - reach);
            int all = bits(here, x) & bits(here, x - reach) & bits(above, x) & bits(above, x - reach);
            row.setBulk(x, spread > 0 ? any : all);
        }
        return row;
    }

    /** Returns the page turned by some degrees around its middle. */
    BitMatrix turned(int degrees) {
        var turn = new Turn(Math.cos(Math.toRadians(degrees)), Math.sin(Math.toRadians(degrees)), width / 2.0);
        var page = new BitMatrix(width);
        var row = new BitArray(width);
        for (int y = 0; y < width; y++) {
            row.clear();
            drawTurned(turn, y, row.getBitArray());
            page.setRow(y, row);
        }
        return page;
    }

    /** Along a run of pixels, the row of modules stays the same, and so does the distance to the pixel that is copied. */
    private void drawTurned(Turn turn, int y, int[] row) {
        for (int x = 0; x < width; ) {
            int end = turn.endOfRun(x, y, Math.min(width, x + LONGEST_RUN));
            copy(pixels(turn.fromY(x, y)), turn.fromX(x, y) - x, row, x, end);
            x = end;
        }
    }

    private static void copy(int[] from, int distance, int[] into, int begin, int end) {
        for (int x = begin; x < end; x = (x | Integer.SIZE - 1) + 1) {
            int before = x % Integer.SIZE;
            int pixels = Math.min(end - x, Integer.SIZE - before);
            int wanted = -1 >>> Integer.SIZE - pixels;
            into[x / Integer.SIZE] |= (bits(from, x + distance) & wanted) << before;
        }
    }

    private int[] pixels(int y) {
        int module = Math.floorDiv(y - MARGIN, PIXELS_PER_MODULE);
        return module >= 0 && module < rows.length ? rows[module] : white;
    }

    /** Returns 32 pixels of a row, the first in the lowest bit. What is outside of it is white. */
    private static int bits(int[] row, int begin) {
        int word = begin >> 5;
        int before = begin & Integer.SIZE - 1;
        return before == 0
                ? word(row, word)
                : word(row, word) >>> before | word(row, word + 1) << Integer.SIZE - before;
    }

    private static int word(int[] row, int index) {
        return index >= 0 && index < row.length ? row[index] : 0;
    }

    /** Tells which pixel comes to a place of a turned page. */
    private record Turn(double cos, double sin, double middle) {

        int fromX(int x, int y) {
            return (int) Math.floor(cos * (x + 0.5 - middle) + sin * (y + 0.5 - middle) + middle);
        }

        int fromY(int x, int y) {
            return (int) Math.floor(cos * (y + 0.5 - middle) - sin * (x + 0.5 - middle) + middle);
        }

        int endOfRun(int x, int y, int limit) {
            int last = x;
            int end = limit;
            while (end - last > 1) {
                int between = last + end >>> 1;
                if (isSameRun(x, between, y)) {
                    last = between;
                } else {
                    end = between;
                }
            }
            return end;
        }

        private boolean isSameRun(int x, int other, int y) {
            return fromX(other, y) - other == fromX(x, y) - x
                    && Math.floorDiv(fromY(other, y), PIXELS_PER_MODULE)
                            == Math.floorDiv(fromY(x, y), PIXELS_PER_MODULE);
        }
    }
}
