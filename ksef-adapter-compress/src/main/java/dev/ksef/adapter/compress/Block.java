package dev.ksef.adapter.compress;

/**
 * A piece of a stream that is compressed by itself, with what stands before it, so that it is compressed as well as within the
 * whole.
 */
final class Block {

    static final int SIZE = 128 * 1024;

    /** As far as DEFLATE looks back. */
    private static final int DICTIONARY = 32 * 1024;

    private final byte[] bytes = new byte[DICTIONARY + SIZE];
    private int dictionaryLength;
    private int length;
    private boolean last;

    /** Begins this block anew, behind another one or at the beginning of the stream. */
    void beginBehind(Block before) {
        begin();
        dictionaryLength = Math.min(DICTIONARY, before.length);
        System.arraycopy(
                before.bytes,
                DICTIONARY + before.length - dictionaryLength,
                bytes,
                DICTIONARY - dictionaryLength,
                dictionaryLength);
    }

    /** Begins this block anew, with nothing before it. */
    void begin() {
        dictionaryLength = 0;
        length = 0;
        last = false;
    }

    /** Takes as many of these bytes as there is room for, and returns how many. */
    int add(byte[] from, int offset, int wanted) {
        int count = Math.min(wanted, SIZE - length);
        System.arraycopy(from, offset, bytes, DICTIONARY + length, count);
        length += count;
        return count;
    }

    boolean isFull() {
        return length == SIZE;
    }

    void setLast() {
        last = true;
    }

    boolean isLast() {
        return last;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return DICTIONARY;
    }

    int length() {
        return length;
    }

    int dictionaryOffset() {
        return DICTIONARY - dictionaryLength;
    }

    int dictionaryLength() {
        return dictionaryLength;
    }
}
