package dev.ksef.pdf.print;

/** What a sheet is set for. */
enum Medium {
    PAPER {
        @Override
        String text(String text, Typeface face, double size, double room) {
            return ShownText.fitting(ShownText.onPaper(text), face, size, room);
        }

        @Override
        int rowsAtOnce() {
            return 500;
        }
    },
    SCREEN {
        @Override
        String text(String text, Typeface face, double size, double room) {
            return ShownText.onScreen(text);
        }

        @Override
        int rowsAtOnce() {
            return Integer.MAX_VALUE;
        }
    };

    /** Returns a text as it can be shown, where there is so much room in points. */
    abstract String text(String text, Typeface face, double size, double room);

    /** Returns after how many rows of tables a new page is begun: FOP keeps all in memory until then. */
    abstract int rowsAtOnce();
}
