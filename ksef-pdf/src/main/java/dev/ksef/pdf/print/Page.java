package dev.ksef.pdf.print;

/** The sizes of pages and of what stands on them, in points. */
final class Page {

    static final double POINTS_PER_MM = 72 / 25.4;

    static final double MARGIN = 15 * POINTS_PER_MM;
    static final double UPRIGHT_ROOM = 210 * POINTS_PER_MM - 2 * MARGIN;
    static final double WIDE_ROOM = 297 * POINTS_PER_MM - 2 * MARGIN;

    static final double TEXT = 8.5;
    static final double SMALL = 7;

    /** What KSeF calls the document, at the top. */
    static final double MARK = 10;

    /** The share of the bottom line that is not for the page's number, and a little air. */
    static final double RUNNING_SHARE = 0.72;

    /** Between what stands beside each other. */
    static final double GAP = 14;

    /** The share of a fact's room that its name takes. */
    static final double NAME_SHARE = 0.36;

    private Page() {}

    static double room(boolean wide) {
        return wide ? WIDE_ROOM : UPRIGHT_ROOM;
    }

    static double half(double room) {
        return (room - GAP) / 2;
    }
}
