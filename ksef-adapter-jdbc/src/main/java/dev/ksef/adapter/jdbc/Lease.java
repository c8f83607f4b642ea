package dev.ksef.adapter.jdbc;

/** The right to work on something, which was taken by this storage. Whether it still has it, the database knows. */
final class Lease {

    private final RowId id;
    private final String what;
    private final byte[] owner;
    private volatile boolean isGivenBack;

    /**
     * @param what it is for, such as {@code "the tokens of ..."}
     * @param owner random bytes that nobody else has
     */
    Lease(RowId id, String what, byte[] owner) {
        this.id = id;
        this.what = what;
        this.owner = owner.clone();
    }

    RowId id() {
        return id;
    }

    String what() {
        return what;
    }

    byte[] owner() {
        return owner.clone();
    }

    boolean isGivenBack() {
        return isGivenBack;
    }

    void markGivenBack() {
        isGivenBack = true;
    }

    @Override
    public String toString() {
        return "Lease[" + what + "]";
    }
}
