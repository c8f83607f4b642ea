package dev.ksef.simulator.wire;

import java.util.List;

/** Refuses a request with HTTP 400 and one of the numbered errors of KSeF. */
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String description;
    private final List<String> details;

    private BadRequest(int code, String description, List<String> details) {
        super(code + " " + description, null, false, false);
        this.code = code;
        this.description = description;
        this.details = details;
    }

    /**
     * Makes a refusal with a code of KSeF.
     *
     * @param details what explains it, if anything does
     */
    public static BadRequest of(int code, String description, String... details) {
        return new BadRequest(code, description, List.of(details));
    }

    /** The error for fields that are missing or wrong. */
    public static BadRequest invalidInput(List<String> details) {
        return new BadRequest(21405, "Błąd walidacji danych wejściowych.", details);
    }

    public static BadRequest invalidInput(String detail) {
        return invalidInput(List.of(detail));
    }

    /** What is wrong with a number out of bounds, for the sentence that its name begins. */
    static String between(int least, int most, String entered) {
        return "must be between " + least + " and " + most + ". You entered " + entered;
    }

    /** What is wrong with a text of another length, for the sentence that its name begins. */
    static String length(int length, String entered) {
        return "must be " + length + " characters in length. You entered " + entered.length() + " characters";
    }

    /** The error for a reference number of another length. */
    public static BadRequest badReferenceNumber(String entered, int length) {
        return badLength("referenceNumber", entered, length);
    }

    /** The error for a text of another length than it must have. */
    public static BadRequest badLength(String name, String entered, int length) {
        return invalidInput("'" + name + "' " + length(length, entered) + ".");
    }

    /** The error for a body that cannot be read at all. */
    public static BadRequest unreadable(String detail) {
        return of(21001, "Nieczytelna treść.", detail);
    }

    static BadRequest badContinuationToken() {
        return new BadRequest(21418, "Przekazany token kontynuacji ma nieprawidłowy format.", List.of());
    }

    public int code() {
        return code;
    }

    String description() {
        return description;
    }

    List<String> details() {
        return details;
    }
}
