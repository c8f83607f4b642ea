package dev.ksef.pdf.print;

import java.text.Normalizer;
import java.util.function.Predicate;

/** Makes sure that every character of a text can be seen where it stands. */
final class ShownText {

    /** Stands for a character that cannot be shown. */
    static final char REPLACEMENT = '\uFFFD';

    private static final char ELLIPSIS = '\u2026';
    private static final char BREAK_HERE = '\u200B';
    private static final char LAST_THAT_IS_SIMPLE = '\u017F';
    private static final String OPENING_TOO = "\u00A1\u00BF\u2E18";
    private static final String GOOD_TO_BREAK_BEHIND = "/-_.,;:@&=?+|";

    private ShownText() {}

    /**
     * Returns a text without characters that a browser would not show, or that turn the order of others around. Letters and their
     * accents are joined.
     */
    static String onScreen(String text) {
        return shown(text, character -> true, true);
    }

    /**
     * Returns a text of the characters that the module's font has. What lies outside Unicode's first plane is replaced even if
     * the font has it: FOP 2.11 puts wrong text behind the rest of the page after such a character.
     */
    static String onPaper(String text) {
        return shown(text, Typeface.REGULAR::has, false);
    }

    private static String shown(String text, Predicate<Character> hasGlyph, boolean otherPlanes) {
        if (isSimple(text)) {
            return text;
        }
        String joined = Normalizer.normalize(text, Normalizer.Form.NFC);
        var shown = new StringBuilder(joined.length());
        for (int i = 0; i < joined.length(); i++) {
            char character = joined.charAt(i);
            if (i + 1 < joined.length() && Character.isSurrogatePair(character, joined.charAt(i + 1))) {
                shown.append(otherPlanes ? joined.substring(i, i + 2) : String.valueOf(REPLACEMENT));
                i++;
            } else {
                boolean seen = !isHidden(character) && !Character.isSurrogate(character) && hasGlyph.test(character);
                shown.append(seen ? character : REPLACEMENT);
            }
        }
        return shown.toString();
    }

    /** Tells whether all its characters are letters of Latin scripts, digits and the like, as most texts are. */
    private static boolean isSimple(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character > LAST_THAT_IS_SIMPLE || isHidden(character)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHidden(char character) {
        int type = Character.getType(character);
        return (type == Character.FORMAT && character != BREAK_HERE)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.CONTROL && character != '\n' && character != '\t' && character != '\r');
    }

    /** Returns a text in which each word fits the room, broken where it does not: behind a mark that allows it, or anywhere. */
    static String fitting(String text, Typeface face, double size, double room) {
        if (face.width(text, size) <= room) {
            return text;
        }
        StringBuilder broken = new StringBuilder(text.length() + 8);
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            appendPieces(broken, text.substring(start, end), face, size, room);
            int next = end;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            String space = text.substring(end, next);
            if (!isPlain(space)) {
                broken.append(BREAK_HERE).append(space).append(BREAK_HERE);
            } else {
                boolean isGlued =
                        end > start && next < text.length() && isGlued(text.charAt(end - 1), text.charAt(next));
                broken.append(isGlued ? BREAK_HERE + space : space);
            }
            start = next;
        }
        return broken.toString();
    }

    /**
     * Tells whether Unicode's rules keep a mark on the line of the word beside it, even with a space between them. Both together may
     * be wider than the room, and would lie over other text.
     */
    private static boolean isGlued(char before, char behind) {
        return !Character.isLetterOrDigit(behind) || isOpening(before);
    }

    /** Tells whether it is of spaces that vanish at the end of a line; those of other widths do not, and FOP does not break there. */
    private static boolean isPlain(String space) {
        return space.chars().allMatch(character -> character <= ' ');
    }

    private static boolean isOpening(char mark) {
        int type = Character.getType(mark);
        return type == Character.START_PUNCTUATION || OPENING_TOO.indexOf(mark) >= 0;
    }

    /** Returns as much of a text as fits the room, with an ellipsis where something is left out. */
    static String shortened(String text, Typeface face, double size, double room) {
        if (face.width(text, size) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && face.width(text.substring(0, end) + ELLIPSIS, size) > room) {
            end--;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static void appendPieces(StringBuilder into, String word, Typeface face, double size, double room) {
        int start = 0;
        while (face.width(word.substring(start), size) > room) {
            int end = pieceEnd(word, start, face, size, room);
            into.append(word, start, end).append(BREAK_HERE);
            start = end;
        }
        into.append(word, start, word.length());
    }

    private static int pieceEnd(String word, int start, Typeface face, double size, double room) {
        double width = 0;
        int end = start;
        int good = start;
        while (end < word.length()) {
            width += face.width(word.charAt(end), size);
            if (width > room && end > start) {
                break;
            }
            end++;
            if (GOOD_TO_BREAK_BEHIND.indexOf(word.charAt(end - 1)) >= 0) {
                good = end;
            }
        }
        return good - start > (end - start) / 2 ? good : end;
    }
}
