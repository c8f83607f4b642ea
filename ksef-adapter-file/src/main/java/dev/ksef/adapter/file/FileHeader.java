package dev.ksef.adapter.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The header of a file, version 1: eight letters that tell what kind of file it is, one byte of version, 16 bytes that identify
 * the key, 12 random bytes and a CRC-32 over all these. The CRC-32 tells a damaged header from another key.
 */
final class FileHeader {

    /** The length of a header, with its sum. */
    static final int BYTES = 41;

    private static final byte VERSION = 1;
    private static final int LETTERS = 8;
    private static final int CHECK_AT = LETTERS + 1;
    private static final int RANDOM_AT = CHECK_AT + StoreCipher.CHECK_BYTES;
    private static final int SUM_AT = RANDOM_AT + StoreCipher.NONCE_BYTES;
    private static final String DAMAGED = "damaged";

    private final byte[] letters;
    private final StoreCipher cipher;
    private final SecureRandom random = new SecureRandom();

    /** Makes headers for files of a kind that are encrypted by a cipher. */
    FileHeader(String letters, StoreCipher cipher) {
        this.letters = letters.getBytes(StandardCharsets.US_ASCII);
        this.cipher = cipher;
    }

    /** Returns a header with new random bytes. */
    byte[] next() {
        byte[] own = new byte[StoreCipher.NONCE_BYTES];
        random.nextBytes(own);
        byte[] header = ByteBuffer.allocate(BYTES)
                .put(letters)
                .put(VERSION)
                .put(cipher.keyCheck())
                .put(own)
                .array();
        return ByteBuffer.wrap(header).putInt(SUM_AT, sumOf(header)).array();
    }

    /** Returns what a header says, without its sum: the content of the file is bound to it. */
    static byte[] bound(byte[] header) {
        return Arrays.copyOf(header, SUM_AT);
    }

    /** Returns the random bytes of a header. */
    static byte[] random(byte[] header) {
        return Arrays.copyOfRange(header, RANDOM_AT, SUM_AT);
    }

    /**
     * Requires that a file can be read here.
     *
     * @param file that begins with a header
     * @param least bytes that such a file has
     */
    void requireReadable(byte[] file, int least) throws UnreadableFileException {
        int known = Math.min(file.length, LETTERS);
        if (!Arrays.equals(file, 0, known, letters, 0, known)) {
            throw UnreadableFileException.damaged("not a file of this store");
        }
        if (file.length < least) {
            throw UnreadableFileException.damaged(file.length == 0 ? "empty" : "cut off");
        }
        requireVersion(file);
        byte[] check = Arrays.copyOfRange(file, CHECK_AT, RANDOM_AT);
        if (!Arrays.equals(check, cipher.keyCheck())) {
            throw UnreadableFileException.hereOnly("encrypted with another key: open the store with that key");
        }
    }

    /** If the check sum fits version 1, another version byte is damage: a newer header would have another check sum. */
    private static void requireVersion(byte[] file) throws UnreadableFileException {
        byte[] asVersion1 = Arrays.copyOf(file, BYTES);
        asVersion1[LETTERS] = VERSION;
        boolean fits = ByteBuffer.wrap(file).getInt(SUM_AT) == sumOf(asVersion1);
        byte version = file[LETTERS];
        if (version != VERSION && !fits) {
            throw UnreadableFileException.hereOnly("in format " + version
                    + ", which is not known here: open the store with the version of the SDK that wrote it");
        }
        if (version != VERSION || !fits) {
            throw UnreadableFileException.damaged(DAMAGED);
        }
    }

    private static int sumOf(byte[] header) {
        var sum = new CRC32();
        sum.update(header, 0, SUM_AT);
        return (int) sum.getValue();
    }
}
