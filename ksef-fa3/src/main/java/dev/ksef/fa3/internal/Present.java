package dev.ksef.fa3.internal;

/** What a record shows of itself: names, and how many there are of each. */
public final class Present {

    private final StringBuilder text;
    private String separator = "";

    public Present(String record) {
        this.text = new StringBuilder(record).append('[');
    }

    /** Adds an element, unless there are none of it. */
    public void add(String element, int count) {
        if (count > 0) {
            text.append(separator).append(element);
            separator = ", ";
        }
        if (count > 1) {
            text.append(" x ").append(count);
        }
    }

    @Override
    public String toString() {
        return text + "]";
    }
}
