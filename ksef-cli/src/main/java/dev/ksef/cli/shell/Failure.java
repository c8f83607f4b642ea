package dev.ksef.cli.shell;

/** Ends the program with a line that says what is wrong and what to do. The line holds no secret. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public Failure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
