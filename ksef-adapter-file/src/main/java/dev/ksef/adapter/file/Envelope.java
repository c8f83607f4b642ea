package dev.ksef.adapter.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The format of a file, version 1: {@code KSEFSTOR}, one byte of version, 16 bytes that tell which key, 12 of nonce, 4 of
 * CRC-32 over all that, and the content under AES-256-GCM with its tag. The content is bound to the header and to the
 * name of the entry, so that files cannot change places. The check sum makes the difference between a damaged header and
 * another key.
 */
final class Envelope {

    private static final byte[] MAGIC = "KSEFSTOR".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int CHECK_AT = MAGIC.length + 1;
    private static final int NONCE_AT = CHECK_AT + StoreSecret.CHECK_BYTES;
    private static final int SUM_AT = NONCE_AT + StoreSecret.NONCE_BYTES;
    private static final int CONTENT_AT = SUM_AT + Integer.BYTES;
    private static final String DAMAGED = "damaged";

    private final StoreSecret secret;
    private final SecureRandom random = new SecureRandom();

    Envelope(StoreSecret secret) {
        this.secret = secret;
    }

    byte[] seal(Entry entry, byte[] content) {
        byte[] nonce = new byte[StoreSecret.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] header = ByteBuffer.allocate(SUM_AT)
                .put(MAGIC)
                .put(VERSION)
                .put(secret.check())
                .put(nonce)
                .array();
        byte[] encrypted = secret.encrypt(content, nonce, header, entry.text());
        return ByteBuffer.allocate(CONTENT_AT + encrypted.length)
                .put(header)
                .putInt(sumOf(header))
                .put(encrypted)
                .array();
    }

    byte[] open(Entry entry, byte[] file) throws Unreadable {
        requireOurs(file);
        byte[] header = Arrays.copyOf(file, SUM_AT);
        byte[] nonce = Arrays.copyOfRange(header, NONCE_AT, SUM_AT);
        byte[] encrypted = Arrays.copyOfRange(file, CONTENT_AT, file.length);
        try {
            return secret.decrypt(encrypted, nonce, header, entry.text());
        } catch (GeneralSecurityException refused) {
            throw Unreadable.beyondRepair(DAMAGED);
        }
    }

    private void requireOurs(byte[] file) throws Unreadable {
        int known = Math.min(file.length, MAGIC.length);
        if (!Arrays.equals(file, 0, known, MAGIC, 0, known)) {
            throw Unreadable.beyondRepair("not a file of this store");
        }
        if (file.length < CONTENT_AT + StoreSecret.TAG_BYTES) {
            throw Unreadable.beyondRepair(file.length == 0 ? "empty" : "cut off");
        }
        requireVersion(file);
        byte[] check = Arrays.copyOfRange(file, CHECK_AT, NONCE_AT);
        if (!Arrays.equals(check, secret.check())) {
            throw Unreadable.forUs("encrypted with another key: open the store with that key");
        }
    }

    /** A header that is ours but for the version has lost that byte only: a newer one would have another check sum. */
    private static void requireVersion(byte[] file) throws Unreadable {
        byte[] asOurs = Arrays.copyOf(file, SUM_AT);
        asOurs[MAGIC.length] = VERSION;
        boolean fits = ByteBuffer.wrap(file).getInt(SUM_AT) == sumOf(asOurs);
        byte version = file[MAGIC.length];
        if (version != VERSION && !fits) {
            throw Unreadable.forUs("in format " + version
                    + ", which is not known here: open the store with the version of" + " the SDK that wrote it");
        }
        if (version != VERSION || !fits) {
            throw Unreadable.beyondRepair(DAMAGED);
        }
    }

    private static int sumOf(byte[] header) {
        var sum = new CRC32();
        sum.update(header);
        return (int) sum.getValue();
    }
}
