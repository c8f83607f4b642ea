package dev.ksef.model.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time for the few that matter, since most of a file is read only to find that nothing is there. */
public final class ByteRuns {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteRuns() {}

    /** Returns where the first such byte stands, from one place up to another; the latter where there is none. */
    public static int indexOf(char ascii, byte[] bytes, int from, int to) {
        long wanted = ascii * ONES;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long found = zeros((long) EIGHT.get(bytes, at) ^ wanted);
            if (found != 0) {
                return at + place(found);
            }
        }
        while (at < to && bytes[at] != ascii) {
            at++;
        }
        return at;
    }

    /** Returns where the first byte stands that is not ASCII, or DEL, or this one; the end where there is none. */
    public static int endOfAsciiWithout(char ascii, byte[] bytes, int from, int to) {
        long unwanted = ascii * ONES;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = (eight | eight + ONES) & HIGHS | zeros(eight ^ unwanted);
            if (found != 0) {
                return at + place(found);
            }
        }
        while (at < to && bytes[at] >= 0 && bytes[at] != 0x7F && bytes[at] != ascii) {
            at++;
        }
        return at;
    }

    /** Tells whether these are the bytes of a text that stands in JSON as it is: printable ASCII without quotes and backslashes. */
    public static boolean isPlainJson(byte[] bytes) {
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long controls = eight - ' ' * ONES & HIGHS;
            if ((controls | eight & HIGHS | zeros(eight ^ '"' * ONES) | zeros(eight ^ '\\' * ONES)) != 0) {
                return false;
            }
        }
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at == bytes.length;
    }

    /** The lowest bit that is set tells the first byte that is zero; above it there may be bits that tell nothing. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight & HIGHS;
    }

    private static int place(long found) {
        return Long.numberOfTrailingZeros(found) / Byte.SIZE;
    }
}
