package dev.ksef.domain.xml;

import java.nio.charset.StandardCharsets;

/**
 * Looks for an element with more namespace declarations than anybody writes. The JDK's parser compares each with all others
 * of its element before anybody can count them: a megabyte of them keeps it busy for seconds, ten for minutes.
 */
final class NamespaceDeclarations {

    private static final byte[] DECLARATION = "xmlns".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int most;

    private NamespaceDeclarations(byte[] bytes, int most) {
        this.bytes = bytes;
        this.most = most;
    }

    /** Returns the byte where an element with more than so many declarations begins; -1 where there is none. */
    static int tooMany(byte[] bytes, int most) {
        return new NamespaceDeclarations(bytes, most).tooMany();
    }

    private int tooMany() {
        return standsOften(0, bytes.length) ? crowded() : -1;
    }

    private int crowded() {
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] != '<') {
                at++;
                continue;
            }
            int sectionEnd = MarkupSections.endOfOneAt(at, bytes);
            int end = sectionEnd < 0 ? tagEnd(at) : sectionEnd;
            if (sectionEnd < 0 && standsOften(at, end)) {
                return at;
            }
            at = end;
        }
        return -1;
    }

    /** Tells whether there are more than so many declarations, those in the values of attributes included. */
    private boolean standsOften(int from, int to) {
        int found = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] == 'x' && ByteSearch.standAt(at, DECLARATION, bytes) && ++found > most) {
                return true;
            }
        }
        return false;
    }

    /** Behind the tag that begins here, or where it cannot go on. */
    private int tagEnd(int from) {
        int quote = 0;
        for (int at = from + 1; at < bytes.length; at++) {
            byte here = bytes[at];
            if (here == '<' || here == '>' && quote == 0) {
                return at;
            }
            if (quote == here) {
                quote = 0;
            } else if (quote == 0 && (here == '"' || here == '\'')) {
                quote = here;
            }
        }
        return bytes.length;
    }
}
