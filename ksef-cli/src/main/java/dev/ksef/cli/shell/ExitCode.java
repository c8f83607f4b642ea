package dev.ksef.cli.shell;

/** How a run of the program ended. The numbers stand in the help and never change. */
public enum ExitCode {
    OK(0),
    /** KSeF refused it, or would; repeating it changes nothing. */
    REFUSED(1),
    USAGE(2),
    /** The sign-in or a right is missing. */
    SIGN_IN(3),
    LIMITS(4),
    NETWORK(5),
    FILES(6),
    /** It is not known yet how it ends: the same command goes on. */
    UNFINISHED(7),
    /** A mistake in this program. */
    DEFECT(70),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
