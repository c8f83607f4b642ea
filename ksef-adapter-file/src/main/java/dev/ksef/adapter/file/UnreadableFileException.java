package dev.ksef.adapter.file;

/** Thrown if a file under the name of an entry cannot be read as one. */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mayBeReadable;

    private UnreadableFileException(String reason, boolean mayBeReadable) {
        super(reason, null, false, false);
        this.mayBeReadable = mayBeReadable;
    }

    /** Nobody can read the file: no key and no version of the SDK. */
    static UnreadableFileException damaged(String reason) {
        return new UnreadableFileException(reason, false);
    }

    /** Another key or another version of the SDK may read the file: it must stay as it is. */
    static UnreadableFileException hereOnly(String reason) {
        return new UnreadableFileException(reason, true);
    }

    /** Tells whether another key or version may read the file. */
    boolean mayBeReadable() {
        return mayBeReadable;
    }

    /** Returns the reason, as the end of a sentence about the file. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
