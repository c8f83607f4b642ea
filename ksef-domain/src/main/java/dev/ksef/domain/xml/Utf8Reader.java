package dev.ksef.domain.xml;

import dev.ksef.model.internal.ByteRuns;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a file that should be UTF-8. What is not becomes U+FFFD, and a byte order mark is left out; the watch,
 * if there is one, is told of it and of every character that KSeF does not take, in the order in which they stand there.
 */
public final class Utf8Reader extends Reader {

    private static final char REPLACEMENT = '\uFFFD';
    private static final byte[] NOTHING = {};
    private static final int DROPPED_AT_ONCE = 8192;

    private final @Nullable Watch watch;
    private byte[] bytes;
    private int at;
    private char pendingLow;

    /** Is told, by byte offset, of what should not stand in an invoice. */
    public interface Watch {

        /** There is a byte order mark in front. */
        void byteOrderMark();

        /** The byte here begins no character of UTF-8. */
        void malformed(int offset);

        /** A code point here that XML allows and KSeF does not. */
        void forbidden(int offset);

        /** What looks like a reference to such a code point; in a comment or CDATA section it is none. */
        void forbiddenReference(int offset);
    }

    public Utf8Reader(byte[] bytes, @Nullable Watch watch) {
        this.bytes = bytes;
        this.watch = watch;
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            at = 3;
            if (watch != null) {
                watch.byteOrderMark();
            }
        }
    }

    @Override
    public int read(char[] target, int offset, int length) {
        int out = offset;
        int end = offset + length;
        if (pendingLow != 0 && out < end) {
            target[out++] = pendingLow;
            pendingLow = 0;
        }
        while (out < end && at < bytes.length) {
            out = plain(target, out, Math.min(end, out + bytes.length - at));
            if (out < end && at < bytes.length) {
                out = special(target, out, end);
            }
        }
        return out == offset && length > 0 ? -1 : out - offset;
    }

    /** Most of a file: a loop that does nothing but copy. */
    private int plain(char[] target, int from, int end) {
        byte[] source = bytes;
        int in = at;
        int count = ByteRuns.endOfAsciiWithout('&', source, in, in + end - from) - in;
        for (int i = 0; i < count; i++) {
            target[from + i] = (char) source[in + i];
        }
        at = in + count;
        return from + count;
    }

    private int special(char[] target, int from, int end) {
        byte first = bytes[at];
        if (first >= 0) {
            target[from] = (char) first;
            ascii(first, at++);
            return from + 1;
        }
        int codePoint = codePoint(bytes, at);
        if (watch != null) {
            tell(watch, codePoint);
        }
        at += codePoint < 0 ? 1 : length(codePoint);
        if (codePoint < 0x10000) {
            target[from] = codePoint < 0 ? REPLACEMENT : (char) codePoint;
            return from + 1;
        }
        target[from] = Character.highSurrogate(codePoint);
        if (from + 1 == end) {
            pendingLow = Character.lowSurrogate(codePoint);
            return end;
        }
        target[from + 1] = Character.lowSurrogate(codePoint);
        return from + 2;
    }

    private void tell(Watch told, int codePoint) {
        if (codePoint < 0) {
            told.malformed(at);
        } else if (isForbidden(codePoint)) {
            told.forbidden(at);
        }
    }

    /** Reads what is left, so that the watch sees all of it. */
    public void drain() {
        char[] dropped = new char[Math.min(DROPPED_AT_ONCE, bytes.length - at)];
        while (at < bytes.length) {
            // Only the watch wants to see it.
            read(dropped, 0, dropped.length);
        }
    }

    /** Lets go of the bytes, wherever this reader is still held. */
    @Override
    public void close() {
        bytes = NOTHING;
        at = 0;
    }

    /** Tells whether KSeF refuses a code point that XML 1.0 allows. */
    static boolean isForbidden(int codePoint) {
        if (codePoint < 0x7F) {
            return false;
        }
        return codePoint <= 0x9F
                ? codePoint != 0x85
                : codePoint >= 0xFDD0 && codePoint <= 0xFDEF || codePoint > 0xFFFF && (codePoint & 0xFFFE) == 0xFFFE;
    }

    private void ascii(byte b, int offset) {
        if (watch == null) {
            return;
        }
        if (b == 0x7F) {
            watch.forbidden(offset);
        } else if (isForbidden(referredAt(offset))) {
            watch.forbiddenReference(offset);
        }
    }

    /** Returns the code point that a reference here stands for; 0 where there is none. */
    private int referredAt(int ampersand) {
        int from = ampersand + 2;
        if (from >= bytes.length || bytes[ampersand + 1] != '#') {
            return 0;
        }
        int radix = bytes[from] == 'x' ? 16 : 10;
        int value = 0;
        for (int i = radix == 16 ? from + 1 : from; i < bytes.length; i++) {
            int digit = Character.digit(bytes[i], radix);
            if (digit < 0) {
                return bytes[i] == ';' ? value : 0;
            }
            value = Math.min(value * radix + digit, 0x110000);
        }
        return 0;
    }

    private static int length(int codePoint) {
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    /** Returns the code point whose two, three or four bytes begin here; -1 where they are none. */
    private static int codePoint(byte[] source, int at) {
        int first = source[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        if (first < 0xE0) {
            return continued(source, at, 1, first & 0x1F);
        }
        if (first < 0xF0) {
            int value = continued(source, at, 2, first & 0x0F);
            return value < 0x800 || value >= 0xD800 && value <= 0xDFFF ? -1 : value;
        }
        int value = continued(source, at, 3, first & 0x07);
        return value < 0x10000 || value > 0x10FFFF ? -1 : value;
    }

    private static int continued(byte[] source, int at, int more, int start) {
        if (at + more >= source.length) {
            return -1;
        }
        int value = start;
        for (int i = at + 1; i <= at + more; i++) {
            if ((source[i] & 0xC0) != 0x80) {
                return -1;
            }
            value = value << 6 | source[i] & 0x3F;
        }
        return value;
    }
}
