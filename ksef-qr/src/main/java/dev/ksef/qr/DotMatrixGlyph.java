package dev.ksef.qr;

import java.util.List;

/**
 * A letter of five by seven dots, for KSeF numbers and the labels of codes.
 *
 * @param rows seven rows from the top, five bits each, the leftmost dot in the highest bit
 */
record DotMatrixGlyph(long rows) {

    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    /** Two hexadecimal digits per row. */
    private static final List<String> DOTS = List.of(
            "0E11131519110E",
            "040C040404040E",
            "0E11010204081F",
            "1F02040201110E",
            "02060A121F0202",
            "1F101E0101110E",
            "0608101E11110E",
            "1F010204080808",
            "0E11110E11110E",
            "0E11110F01020C",
            "0E1111111F1111",
            "1E11111E11111E",
            "0E11101010110E",
            "1C12111111121C",
            "1F10101E10101F",
            "1F10101E101010",
            "0E11101711110F",
            "1111111F111111",
            "0E04040404040E",
            "0702020202120C",
            "11121418141211",
            "1010101010101F",
            "111B1515111111",
            "11111915131111",
            "0E11111111110E",
            "1E11111E101010",
            "0E11111115120D",
            "1E11111E141211",
            "0F10100E01011E",
            "1F040404040404",
            "1111111111110E",
            "11111111110A04",
            "1111111515150A",
            "11110A040A1111",
            "1111110A040404",
            "1F01020408101F",
            "0000000E000000");

    /** Drawn for a character without a glyph, so that its absence is seen. */
    private static final DotMatrixGlyph BOX = dots("1F11111111111F");

    static DotMatrixGlyph of(char letter) {
        int index = LETTERS.indexOf(Character.toUpperCase(letter));
        return index < 0 ? BOX : dots(DOTS.get(index));
    }

    boolean isBlack(int x, int y) {
        int row = (int) (rows >> 8 * (HEIGHT - 1 - y)) & 0x1F;
        return (row >> WIDTH - 1 - x & 1) == 1;
    }

    private static DotMatrixGlyph dots(String hex) {
        return new DotMatrixGlyph(Long.parseLong(hex, 16));
    }
}
