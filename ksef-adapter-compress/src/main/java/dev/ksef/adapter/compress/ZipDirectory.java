package dev.ksef.adapter.compress;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that were read from a ZIP, to be compared with the directory at its end. Source: APPNOTE.TXT 6.3.10, section 4.3.12.
 */
final class ZipDirectory {

    static final int FILE_SIGNATURE = 0x02014b50;
    static final long LARGE_SIZE = 0xffff_ffffL;

    private final Map<String, Found> files = new HashMap<>();

    /**
     * @param crc of the plain content
     * @param sizeBytes of the plain content
     */
    private record Found(long crc, long sizeBytes) {}

    /** Takes a file that was read. */
    void add(byte[] rawName, long crc, long sizeBytes) throws BrokenArchiveException {
        if (files.put(key(rawName), new Found(crc, sizeBytes)) != null) {
            throw differs("names a folder twice");
        }
    }

    /**
     * Compares the files with the directory.
     *
     * @param end the last bytes of the archive, the whole directory among them
     * @param archiveBytes the size of the archive
     */
    void check(byte[] end, long archiveBytes) throws BrokenArchiveException {
        ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        try {
            check(bytes, archiveBytes - end.length);
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException outside) {
            throw differs("is damaged");
        }
    }

    private void check(ByteBuffer bytes, long before) throws BrokenArchiveException {
        ZipEnd end = ZipEnd.in(bytes, before);
        compare(
                bytes.slice(Math.toIntExact(end.directoryAt() - before), Math.toIntExact(end.directoryBytes()))
                        .order(ByteOrder.LITTLE_ENDIAN),
                end.files());
    }

    private void compare(ByteBuffer directory, long count) throws BrokenArchiveException {
        while (directory.hasRemaining()) {
            int at = directory.position();
            if (directory.getInt(at) != FILE_SIGNATURE) {
                throw differs("is damaged");
            }
            byte[] name = new byte[Short.toUnsignedInt(directory.getShort(at + 28))];
            directory.get(at + 46, name);
            compare(
                    name,
                    Integer.toUnsignedLong(directory.getInt(at + 16)),
                    Integer.toUnsignedLong(directory.getInt(at + 24)));
            directory.position(at
                    + 46
                    + name.length
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32)));
            count--;
        }
        if (count != 0 || !files.isEmpty()) {
            throw differs("does not name all of its files");
        }
    }

    private void compare(byte[] rawName, long crc, long sizeBytes) throws BrokenArchiveException {
        Found file = files.remove(key(rawName));
        if (file == null) {
            throw differs("names files that it does not hold");
        }
        if (file.crc() != crc || sizeBytes != LARGE_SIZE && sizeBytes != file.sizeBytes()) {
            throw differs("describes other files than it holds");
        }
    }

    private static String key(byte[] rawName) {
        return new String(rawName, StandardCharsets.ISO_8859_1);
    }

    private static BrokenArchiveException differs(String how) {
        return ZipEnd.differs(how);
    }
}
