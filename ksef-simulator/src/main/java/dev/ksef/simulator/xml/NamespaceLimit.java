package dev.ksef.simulator.xml;

/**
 * Looks for a tag with more namespace declarations than anybody writes. The JDK's parser compares each with all others of its
 * tag, which takes minutes for a few megabytes.
 */
public final class NamespaceLimit {

    private static final int MOST_DECLARATIONS = 100;
    private static final String DECLARATION = "xmlns";

    private NamespaceLimit() {}

    /** Tells whether a tag of the document, with the text behind it, has more of them. Comments do not count. */
    public static boolean isExceeded(String xml) {
        int declarations = 0;
        boolean tag = false;
        for (int i = 0; i < xml.length(); i++) {
            char here = xml.charAt(i);
            if (here == '<') {
                tag = !xml.startsWith("<!", i);
                declarations = 0;
            } else if (tag && here == 'x' && xml.startsWith(DECLARATION, i) && ++declarations > MOST_DECLARATIONS) {
                return true;
            }
        }
        return false;
    }
}
