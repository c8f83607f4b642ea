package dev.ksef.domain.xml;

/** Looks for bytes among others. */
public final class ByteSearch {

    private ByteSearch() {}

    /** Tells whether these bytes stand here. */
    public static boolean standAt(int at, byte[] wanted, byte[] bytes) {
        if (at + wanted.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Behind the first of these from here on; the end of all bytes where there is none. */
    public static int endOf(byte[] wanted, int from, byte[] bytes) {
        for (int at = from; at < bytes.length; at++) {
            if (standAt(at, wanted, bytes)) {
                return at + wanted.length;
            }
        }
        return bytes.length;
    }
}
