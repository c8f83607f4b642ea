package dev.ksef.adapter.file;

/** What stands under the name of an entry cannot be taken for one. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean maybeGood;

    private Unreadable(String reason, boolean maybeGood) {
        super(reason, null, false, false);
        this.maybeGood = maybeGood;
    }

    /** No key will ever make an entry of it. */
    static Unreadable beyondRepair(String reason) {
        return new Unreadable(reason, false);
    }

    /** Somebody else could read it: it must stay as it is. */
    static Unreadable forUs(String reason) {
        return new Unreadable(reason, true);
    }

    /** Whether it may be good in other hands. */
    boolean maybeGood() {
        return maybeGood;
    }

    /** Why, as the end of a sentence that begins with the entry. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
