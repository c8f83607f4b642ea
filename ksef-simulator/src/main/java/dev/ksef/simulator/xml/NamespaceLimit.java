package dev.ksef.simulator.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for a tag with more namespace declarations than anybody writes. The JDK's parser compares each with all others of its
 * tag, which takes minutes for a few megabytes.
 */
public final class NamespaceLimit {

    private static final int MOST_DECLARATIONS = 100;
    private static final String LETTERS = "xmlns";
    private static final byte[] DECLARATION = LETTERS.getBytes(StandardCharsets.US_ASCII);

    private NamespaceLimit() {}

    /**
     * Tells whether a tag of the document, with the text behind it, has more of them. Comments do not count.
     *
     * @param xml UTF-8, in which no other character has a byte of these
     */
    public static boolean isExceeded(byte[] xml) {
        return manyDeclarations(xml) && manyInATag(xml);
    }

    /** Looks at every fifth byte, since each declaration has one of them. */
    private static boolean manyDeclarations(byte[] xml) {
        int declarations = 0;
        for (int i = DECLARATION.length - 1; i < xml.length; i += DECLARATION.length) {
            int begin = i - LETTERS.indexOf(xml[i]);
            if (begin <= i && declarationAt(begin, xml) && ++declarations > MOST_DECLARATIONS) {
                return true;
            }
        }
        return false;
    }

    private static boolean manyInATag(byte[] xml) {
        int declarations = 0;
        boolean tag = false;
        for (int i = 0; i < xml.length; i++) {
            if (xml[i] == '<') {
                tag = i + 1 == xml.length || xml[i + 1] != '!';
                declarations = 0;
            } else if (tag && xml[i] == 'x' && declarationAt(i, xml) && ++declarations > MOST_DECLARATIONS) {
                return true;
            }
        }
        return false;
    }

    private static boolean declarationAt(int begin, byte[] xml) {
        int end = begin + DECLARATION.length;
        return end <= xml.length && Arrays.equals(xml, begin, end, DECLARATION, 0, DECLARATION.length);
    }
}
