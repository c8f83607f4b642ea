package dev.ksef.pdf.sheet;

import java.util.List;

/**
 * Sections that begin on a new page.
 *
 * @param wide whether its pages lie on their side, for tables with many columns
 */
public record Part(boolean wide, List<Section> sections) {

    /** Copies the sections. */
    public Part {
        sections = List.copyOf(sections);
    }
}
