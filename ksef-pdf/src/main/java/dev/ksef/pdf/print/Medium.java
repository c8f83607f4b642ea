package dev.ksef.pdf.print;

/** What a sheet is set for. */
enum Medium {
    PAPER {
        @Override
        String text(String text, Typeface face, double size, double room) {
            return ShownText.fitting(ShownText.onPaper(text), face, size, room);
        }
    },
    SCREEN {
        @Override
        String text(String text, Typeface face, double size, double room) {
            return ShownText.onScreen(text);
        }
    };

    /** Returns a text as it can be shown, where there is so much room in points. */
    abstract String text(String text, Typeface face, double size, double room);
}
