package dev.ksef.adapter.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The format of a file, version 1. The header is {@code KSEFSTOR}, one byte of version, 16 bytes that identify the key, 12
 * bytes of nonce and a CRC-32 over all these. The content follows, encrypted with AES-256-GCM, with its tag. It is bound to
 * the header and to the name of the entry, so that files cannot be exchanged. The CRC-32 tells a damaged header from another
 * key.
 */
final class EncryptedFileFormat {

    private static final byte[] MAGIC = "KSEFSTOR".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int CHECK_AT = MAGIC.length + 1;
    private static final int NONCE_AT = CHECK_AT + StoreCipher.CHECK_BYTES;
    private static final int SUM_AT = NONCE_AT + StoreCipher.NONCE_BYTES;
    private static final int CONTENT_AT = SUM_AT + Integer.BYTES;
    private static final String DAMAGED = "damaged";

    private final StoreCipher cipher;
    private final SecureRandom random = new SecureRandom();

    EncryptedFileFormat(StoreCipher cipher) {
        this.cipher = cipher;
    }

    byte[] encrypt(EntryName entry, byte[] content) {
        byte[] nonce = new byte[StoreCipher.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] header = ByteBuffer.allocate(SUM_AT)
                .put(MAGIC)
                .put(VERSION)
                .put(cipher.keyCheck())
                .put(nonce)
                .array();
        byte[] encrypted = cipher.encrypt(content, nonce, header, entry.text());
        return ByteBuffer.allocate(CONTENT_AT + encrypted.length)
                .put(header)
                .putInt(sumOf(header))
                .put(encrypted)
                .array();
    }

    byte[] decrypt(EntryName entry, byte[] file) throws UnreadableFileException {
        requireReadable(file);
        byte[] header = Arrays.copyOf(file, SUM_AT);
        byte[] nonce = Arrays.copyOfRange(header, NONCE_AT, SUM_AT);
        byte[] encrypted = Arrays.copyOfRange(file, CONTENT_AT, file.length);
        try {
            return cipher.decrypt(encrypted, nonce, header, entry.text());
        } catch (GeneralSecurityException refused) {
            throw UnreadableFileException.damaged(DAMAGED);
        }
    }

    private void requireReadable(byte[] file) throws UnreadableFileException {
        int known = Math.min(file.length, MAGIC.length);
        if (!Arrays.equals(file, 0, known, MAGIC, 0, known)) {
            throw UnreadableFileException.damaged("not a file of this store");
        }
        if (file.length < CONTENT_AT + StoreCipher.TAG_BYTES) {
            throw UnreadableFileException.damaged(file.length == 0 ? "empty" : "cut off");
        }
        requireVersion(file);
        byte[] check = Arrays.copyOfRange(file, CHECK_AT, NONCE_AT);
        if (!Arrays.equals(check, cipher.keyCheck())) {
            throw UnreadableFileException.hereOnly("encrypted with another key: open the store with that key");
        }
    }

    /** If the check sum fits version 1, another version byte is damage: a newer header would have another check sum. */
    private static void requireVersion(byte[] file) throws UnreadableFileException {
        byte[] asVersion1 = Arrays.copyOf(file, SUM_AT);
        asVersion1[MAGIC.length] = VERSION;
        boolean fits = ByteBuffer.wrap(file).getInt(SUM_AT) == sumOf(asVersion1);
        byte version = file[MAGIC.length];
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
        sum.update(header);
        return (int) sum.getValue();
    }
}
