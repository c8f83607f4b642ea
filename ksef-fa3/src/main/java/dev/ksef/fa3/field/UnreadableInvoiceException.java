package dev.ksef.fa3.field;

import dev.ksef.model.error.KsefException;

/** Thrown if a document is not well-formed XML or does not obey the schema of FA(3). Never shows what the document contains. */
public final class UnreadableInvoiceException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;
    private final int line;
    private final int column;

    /**
     * Makes an exception about a place in a document.
     *
     * @param path the element as an XPath
     * @param problem what is wrong there, as the end of a sentence that begins with the element
     * @param line from 1 on, or -1 if unknown
     * @param column from 1 on, or -1 if unknown
     */
    public UnreadableInvoiceException(String path, String problem, int line, int column) {
        super("The invoice cannot be read as FA(3): " + path + " " + problem + " (line " + line + ", column " + column
                + ")");
        this.path = path;
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** Returns the element as an XPath without prefixes, such as {@code /Faktura/Fa/FaWiersz[3]/P_11}. */
    public String path() {
        return path;
    }

    /** Returns what is wrong with the element, such as {@code has to be a date, such as 2026-02-28}. */
    public String problem() {
        return problem;
    }

    /** Returns the line, from 1 on, or -1 if unknown. */
    public int line() {
        return line;
    }

    /** Returns the column, from 1 on, just after what is wrong, or -1 if unknown. */
    public int column() {
        return column;
    }
}
