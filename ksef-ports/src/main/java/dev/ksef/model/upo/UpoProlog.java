package dev.ksef.model.upo;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads the prolog of a UPO, which is what precedes its root element, and looks for a document type. The JDK's parser would
 * read a document type to its end before it reports it, and would print or throw something else if it is broken.
 */
final class UpoProlog {

    /** White space, including the two line ends that only XML 1.1 has. */
    private static final String SPACE = " \t\r\n\u0085\u2028";

    private final Reader characters;

    UpoProlog(Reader characters) {
        this.characters = characters;
    }

    /** Tells whether a document type follows comments and processing instructions. */
    boolean hasDocumentType() throws IOException {
        while (nextButSpace() == '<') {
            int kind = characters.read();
            if (kind == '?') {
                passEnd('?', 1);
            } else if (kind != '!') {
                return false;
            } else if (characters.read() == 'D') {
                return true;
            } else if (characters.read() == '-') {
                passEnd('-', 2);
            }
        }
        return false;
    }

    private int nextButSpace() throws IOException {
        int next = characters.read();
        while (next >= 0 && SPACE.indexOf(next) >= 0) {
            next = characters.read();
        }
        return next;
    }

    /** Skips to the character after {@code ?>} or {@code -->}. */
    private void passEnd(char mark, int times) throws IOException {
        int marks = 0;
        for (int next = characters.read(); next >= 0 && (next != '>' || marks < times); next = characters.read()) {
            marks = next == mark ? marks + 1 : 0;
        }
    }
}
