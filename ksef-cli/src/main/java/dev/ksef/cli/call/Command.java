package dev.ksef.cli.call;

import dev.ksef.cli.shell.ExitCode;

/** One command of the program. */
public interface Command {

    /** Says which options and parameters it takes. */
    void declare(Declaration declaration);

    /**
     * Does its work, and writes its results.
     *
     * @throws RuntimeException if it fails; {@link FailureReport} says what that means
     */
    ExitCode run(Invocation invocation);
}
