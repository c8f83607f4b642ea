package dev.ksef.cli;

/** Ends the program with a line that says what is wrong and what to do. The line holds no secret. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    Failure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
