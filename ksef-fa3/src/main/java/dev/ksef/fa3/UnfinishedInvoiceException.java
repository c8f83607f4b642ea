package dev.ksef.fa3;

import java.util.List;

/** Thrown if an invoice cannot be built, since parts are missing or contradict each other. Never shows its content. */
public final class UnfinishedInvoiceException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    UnfinishedInvoiceException(List<String> problems) {
        super("The invoice is not finished: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns all that is missing or wrong, each with what to do. */
    public List<String> problems() {
        return problems;
    }
}
