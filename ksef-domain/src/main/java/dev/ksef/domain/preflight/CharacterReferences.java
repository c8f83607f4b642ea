package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.MarkupSections;
import java.util.ArrayList;
import java.util.List;

/** Tells character references from what only looks like them: in comments, CDATA sections and instructions it is text. */
final class CharacterReferences {

    private CharacterReferences() {}

    /** Returns the offsets, in ascending order, that are in no such section. */
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

    /** Returns the end of the last section that begins before an offset, looked for from where no section is. */
    private static int sectionEndBefore(int offset, int from, byte[] bytes) {
        int at = from;
        while (at < offset) {
            int end = bytes[at] == '<' ? MarkupSections.endOfOneAt(at, bytes) : -1;
            at = end < 0 ? at + 1 : end;
        }
        return at;
    }
}
