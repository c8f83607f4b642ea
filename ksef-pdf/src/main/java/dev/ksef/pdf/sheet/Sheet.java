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

    /**
     * Words around page numbers.
     *
     * @param page as in "page 2 of 3"
     * @param of as in "page 2 of 3"
     */
    public record PageWords(String page, String of) {}
}
