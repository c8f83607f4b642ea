package dev.ksef.adapter.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.crypto.AEADBadTagException;

/**
 * The format of a file with records, version 1: a header with the letters of its kind, and frames behind it. A frame is the length of what is
 * encrypted, 12 bytes of nonce, a CRC-32 over these two, and content encrypted with AES-256-GCM, with its tag. It is bound to the
 * header, to the name of the file's key and to its number in the file, so that frames cannot be exchanged or left out. The
 * content of frame 0 is the key, which is bound to the header alone, so that it can be read by who does not know
 * it.
 *
 * <p>A frame is on the disk before the next is written, so that only the last one can be there in part. It counts as not written
 * if the file ends inside it, or where bytes of it are missing: file systems that lengthen a file before they write it leave
 * zeros, of which encrypted content never has many in a row. The CRC-32 tells a frame that is cut off from one whose length is
 * damaged.
 */
final class JournalFormat {

    /** So much fits in a frame. */
    static final int LARGEST_CONTENT_BYTES = 1 << 24;

    private static final int NONCE_AT = Integer.BYTES;
    private static final int SUM_AT = NONCE_AT + StoreCipher.NONCE_BYTES;
    private static final int HEAD_BYTES = SUM_AT + Integer.BYTES;
    private static final int LARGEST_FRAME_BYTES = LARGEST_CONTENT_BYTES + StoreCipher.TAG_BYTES;
    private static final int ZEROS_OF_NOTHING_WRITTEN = 16;
    private static final byte[] NO_NAME = new byte[0];

    private final StoreCipher cipher;
    private final FileHeader headers;
    private final SecureRandom random = new SecureRandom();

    /** @param letters with which files of the kind begin */
    JournalFormat(String letters, StoreCipher cipher) {
        this.cipher = cipher;
        this.headers = new FileHeader(letters, cipher);
    }

    /**
     * Where a file ends.
     *
     * @param header of the file
     * @param frames number of frames
     * @param length bytes of header and frames
     * @param tag the last bytes: no two frames have the same
     */
    record End(byte[] header, long frames, long length, byte[] tag) {

        private End after(byte[] encrypted) {
            byte[] last = Arrays.copyOfRange(encrypted, encrypted.length - StoreCipher.TAG_BYTES, encrypted.length);
            return new End(header, frames + 1, length + HEAD_BYTES + encrypted.length, last);
        }
    }

    /**
     * What a file holds.
     *
     * @param contents of its frames
     * @param end of the last frame that was written as a whole
     * @param torn whether a part of a frame is behind it
     */
    record Contents(List<byte[]> contents, End end, boolean torn) {}

    /** Bytes that are written, and where the file ends then. */
    record Written(byte[] bytes, End end) {}

    /** Returns a whole file. */
    Written file(EntryName entry, byte[] key, List<byte[]> contents) {
        byte[] header = headers.next();
        List<byte[]> all = new ArrayList<>(List.of(key));
        all.addAll(contents);
        var file = new ByteArrayOutputStream();
        file.writeBytes(header);
        End end = new End(header, 0, header.length, NO_NAME);
        for (byte[] content : all) {
            Written frame = frame(entry, end, content);
            file.writeBytes(frame.bytes());
            end = frame.end();
        }
        return new Written(file.toByteArray(), end);
    }

    /** Returns the frame that is written at the end of a file. */
    Written frame(EntryName entry, End end, byte[] content) {
        byte[] nonce = new byte[StoreCipher.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = cipher.encrypt(
                content, nonce, FileHeader.bound(end.header()), name(entry, end.frames()), number(end.frames()));
        byte[] frame = ByteBuffer.allocate(HEAD_BYTES + encrypted.length)
                .putInt(encrypted.length)
                .put(nonce)
                .putInt(0)
                .put(encrypted)
                .array();
        ByteBuffer.wrap(frame).putInt(SUM_AT, sumOf(frame));
        return new Written(frame, end.after(encrypted));
    }

    /** Returns the content of frame 0, and nothing else of the file. */
    byte[] key(InputStream file) throws IOException, UnreadableFileException {
        byte[] header = header(file);
        byte[] head = file.readNBytes(HEAD_BYTES);
        if (head.length < HEAD_BYTES || !isHead(head)) {
            throw damaged(header.length);
        }
        byte[] encrypted = file.readNBytes(ByteBuffer.wrap(head).getInt());
        try {
            return decrypt(header, NO_NAME, 0, head, encrypted);
        } catch (GeneralSecurityException refused) {
            throw damaged(header.length);
        }
    }

    Contents read(EntryName entry, InputStream file) throws IOException, UnreadableFileException {
        byte[] header = header(file);
        List<byte[]> contents = new ArrayList<>();
        End end = new End(header, 0, header.length, NO_NAME);
        while (true) {
            byte[] head = file.readNBytes(HEAD_BYTES);
            if (head.length == 0) {
                break;
            }
            if (isHead(head)) {
                byte[] encrypted = file.readNBytes(ByteBuffer.wrap(head).getInt());
                try {
                    contents.add(decrypt(header, name(entry, end.frames()), end.frames(), head, encrypted));
                } catch (GeneralSecurityException refused) {
                    boolean inPart = file.read() < 0 && (isCutOff(head, encrypted) || hasHole(encrypted));
                    requireLast(inPart, end);
                    return new Contents(contents, end, true);
                }
                end = end.after(encrypted);
            } else {
                requireLast(head.length < HEAD_BYTES || head[HEAD_BYTES - 1] == 0 && isZero(file), end);
                return new Contents(contents, end, true);
            }
        }
        requireLast(true, end);
        return new Contents(contents, end, false);
    }

    private byte[] header(InputStream file) throws IOException, UnreadableFileException {
        byte[] header = file.readNBytes(FileHeader.BYTES);
        headers.requireReadable(header, FileHeader.BYTES);
        return header;
    }

    /** The key is in frame 0, which cannot be bound to it. */
    private static byte[] name(EntryName entry, long number) {
        return number == 0 ? NO_NAME : entry.text();
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private byte[] decrypt(byte[] header, byte[] name, long number, byte[] head, byte[] encrypted)
            throws GeneralSecurityException {
        if (isCutOff(head, encrypted)) {
            // The JDK does not call it a wrong tag if there is less than a tag.
            throw new AEADBadTagException("cut off");
        }
        byte[] nonce = Arrays.copyOfRange(head, NONCE_AT, SUM_AT);
        return cipher.decrypt(encrypted, nonce, FileHeader.bound(header), name, number(number));
    }

    private static boolean isHead(byte[] head) {
        if (head.length < HEAD_BYTES) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head);
        int length = bytes.getInt();
        return bytes.getInt(SUM_AT) == sumOf(head) && length >= StoreCipher.TAG_BYTES && length <= LARGEST_FRAME_BYTES;
    }

    private static boolean isCutOff(byte[] head, byte[] encrypted) {
        return encrypted.length < ByteBuffer.wrap(head).getInt();
    }

    private static boolean hasHole(byte[] encrypted) {
        int zeros = 0;
        for (byte each : encrypted) {
            zeros = each == 0 ? zeros + 1 : 0;
            if (zeros == ZEROS_OF_NOTHING_WRITTEN) {
                return true;
            }
        }
        return false;
    }

    private static boolean isZero(InputStream rest) throws IOException {
        int next = rest.read();
        while (next == 0) {
            next = rest.read();
        }
        return next < 0;
    }

    /** The key and the first records are written with the file, which is there as a whole or not at all. */
    private static void requireLast(boolean inPart, End end) throws UnreadableFileException {
        if (!inPart || end.frames() < 2) {
            throw damaged(end.length());
        }
    }

    private static UnreadableFileException damaged(long at) {
        return UnreadableFileException.damaged("damaged at byte " + at);
    }

    private static int sumOf(byte[] frame) {
        var sum = new CRC32();
        sum.update(frame, 0, SUM_AT);
        return (int) sum.getValue();
    }
}
