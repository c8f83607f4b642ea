package dev.ksef.qr;

import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;

/**
 * A symbol enlarged, row by row: all rows of pixels of a module are alike, so each is made once and copied.
 *
 * @param modules one bit per module
 * @param side the side of a module in pixels
 */
record ModuleRows(BitMatrix modules, int side) {

    /** Returns a row of pixels across a row of modules: so many in all, with the first module behind so many. */
    BitArray row(int module, int left, int width) {
        var row = new BitArray(width);
        for (int x = 0; x < modules.getWidth(); x++) {
            if (modules.get(x, module)) {
                row.setRange(left + x * side, left + (x + 1) * side);
            }
        }
        return row;
    }
}
