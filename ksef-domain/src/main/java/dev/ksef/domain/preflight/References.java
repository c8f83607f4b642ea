package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells character references from what only looks like them: in comments, CDATA sections and instructions it is text. */
final class References {

    private static final byte[][] OPENINGS = {ascii("<!--"), ascii("<![CDATA["), ascii("<?")};
    private static final byte[][] ENDINGS = {ascii("-->"), ascii("]]>"), ascii("?>")};

    private References() {}

    /** The offsets, in ascending order, that are in no such section. */
    static List<Integer> among(List<Integer> offsets, byte[] bytes) {
        var references = new ArrayList<Integer>();
        int from = 0;
        for (int offset : offsets) {
            from = sectionEndBefore(offset, from, bytes);
            if (from <= offset) {
                references.add(offset);
            }
        }
        return references;
    }

    /** The end of the last section that begins before an offset, looked for from where no section is. */
    private static int sectionEndBefore(int offset, int from, byte[] bytes) {
        int at = from;
        while (at < offset) {
            int kind = bytes[at] == '<' ? openingAt(at, bytes) : -1;
            at = kind < 0 ? at + 1 : Bytes.endOf(ENDINGS[kind], at + OPENINGS[kind].length, bytes);
        }
        return at;
    }

    private static int openingAt(int at, byte[] bytes) {
        for (int kind = 0; kind < OPENINGS.length; kind++) {
            if (Bytes.standAt(at, OPENINGS[kind], bytes)) {
                return kind;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
