package dev.ksef.model.internal;

/**
 * What an exception of other software says, for a message of ours: the exception itself is not chained, since its text may
 * quote data, and its own class alone says little. What broke stands in the cause that caused all others.
 */
public final class RootCause {

    private static final int LONGEST_TEXT = 300;
    private static final int MOST_CAUSES = 50;

    private RootCause() {}

    /** Returns the class of the failure, that of its root cause, and the redacted text of the root cause. */
    public static String told(Throwable failure) {
        Throwable root = of(failure);
        String text = root.getMessage();
        return classes(failure)
                + (text == null || text.isBlank()
                        ? ""
                        : ": "
                                + Redaction.of(
                                        text.replaceAll("\\p{Cntrl}+", " ").strip(), LONGEST_TEXT));
    }

    /**
     * Returns the class of the failure and that of its root cause, for failures of code of the application, whose texts may hold
     * a PIN.
     */
    public static String classes(Throwable failure) {
        String outer = failure.getClass().getName();
        String inner = of(failure).getClass().getName();
        return outer.equals(inner) ? outer : outer + ", caused by " + inner;
    }

    private static Throwable of(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; root.getCause() != null && i < MOST_CAUSES; i++) {
            root = root.getCause();
        }
        return root;
    }
}
