package dev.ksef.domain.xml;

import java.nio.charset.StandardCharsets;

/** Comments, CDATA sections and instructions: what looks like markup or a reference in them is text. */
public final class MarkupSections {

    private static final byte[][] OPENINGS = {ascii("<!--"), ascii("<![CDATA["), ascii("<?")};
    private static final byte[][] ENDINGS = {ascii("-->"), ascii("]]>"), ascii("?>")};

    private MarkupSections() {}

    /** Behind the section that begins at this byte; -1 where none begins. */
    public static int endOfOneAt(int at, byte[] bytes) {
        for (int kind = 0; kind < OPENINGS.length; kind++) {
            if (ByteSearch.standAt(at, OPENINGS[kind], bytes)) {
                return ByteSearch.endOf(ENDINGS[kind], at + OPENINGS[kind].length, bytes);
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
