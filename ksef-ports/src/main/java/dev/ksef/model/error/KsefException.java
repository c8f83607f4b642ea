package dev.ksef.model.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The superclass of the exceptions that this SDK throws about KSeF. Messages tell what happened, with which reference number,
 * and what to do. They never contain a token, a key, a signed link or the content of an invoice.
 */
public class KsefException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Control and formatting characters, and the separators of lines. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    public KsefException(String message) {
        super(oneLine(message));
    }

    public KsefException(String message, @Nullable Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Messages quote what others wrote: it must begin no line of a log, and steer no terminal. */
    private static String oneLine(String message) {
        return UNPRINTABLE.matcher(message).replaceAll(" ");
    }
}
