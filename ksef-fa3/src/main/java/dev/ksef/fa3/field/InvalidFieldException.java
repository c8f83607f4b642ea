package dev.ksef.fa3.field;

/** Thrown if a part of an invoice is not what the schema of FA(3) demands. Never shows the value. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    /**
     * Makes an exception about one element.
     *
     * @param path the element, by its names from the root or from a named type of the schema on
     * @param problem what it has to be, as the end of a sentence that begins with the element
     */
    public InvalidFieldException(String path, String problem) {
        super(path + " " + problem);
        this.path = path;
        this.problem = problem;
    }

    /** Returns the element, such as {@code Faktura/Fa/P_1}, or {@code TAdres/AdresL1} in a named type of the schema. */
    public String path() {
        return path;
    }

    /** Returns what the element has to be, such as {@code has to be 1 to 256 characters}. */
    public String problem() {
        return problem;
    }
}
