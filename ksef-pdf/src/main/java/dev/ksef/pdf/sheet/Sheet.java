package dev.ksef.pdf.sheet;

import java.time.Instant;
import java.util.List;

/**
 * A document as it is shown: words and formatted numbers in their order, and nothing that has to be computed. Stylesheets turn
 * it into PDF and HTML.
 *
 * @param language the code of its language, {@code pl} or {@code en}
 * @param title for the window and the PDF's properties
 * @param made when the document was made, which becomes the PDF's time, so that the same document is always the same bytes
 * @param pageOf the words before and between page numbers
 */
public record Sheet(String language, String title, Instant made, PageWords pageOf, Head head, List<Part> parts) {

    /** Copies the parts. */
    public Sheet {
        parts = List.copyOf(parts);
    }

    /** Returns how many rows it takes, which tells what setting it costs: those of tables, and what stands for itself. */
    public int rows() {
        return parts.stream()
                .flatMap(part -> part.sections().stream())
                .flatMap(section -> section.blocks().stream())
                .mapToInt(Sheet::rows)
                .sum();
    }

    private static int rows(Block block) {
        if (block instanceof Table table) {
            return 1 + table.rows().size();
        }
        if (block instanceof Facts facts) {
            return facts.facts().size();
        }
        return block instanceof Cards cards ? cards.cards().size() : 1;
    }

    /**
     * Words around page numbers.
     *
     * @param page as in "page 2 of 3"
     * @param of as in "page 2 of 3"
     */
    public record PageWords(String page, String of) {}
}
