package dev.ksef.adapter.compress;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that were read from a ZIP, to be compared with the directory at its end. Source: APPNOTE.TXT 6.3.10, sections 4.3.12
 * to 4.3.16.
 */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int FILE_SIGNATURE = 0x02014b50;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LARGE_END_SIGNATURE = 0x06064b50;
    private static final int LARGE_COUNT = 0xffff;
    private static final long LARGE_SIZE = 0xffff_ffffL;

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
        int end = endPosition(bytes);
        long count = Short.toUnsignedLong(bytes.getShort(end + 10));
        long size = Integer.toUnsignedLong(bytes.getInt(end + 12));
        long offset = Integer.toUnsignedLong(bytes.getInt(end + 16));
        int behind = end;
        if (count == LARGE_COUNT || size == LARGE_SIZE || offset == LARGE_SIZE) {
            int locator = end - LOCATOR_LENGTH;
            if (locator >= 0 && bytes.getInt(locator) == LOCATOR_SIGNATURE) {
                behind = Math.toIntExact(bytes.getLong(locator + 8) - before);
                if (bytes.getInt(behind) != LARGE_END_SIGNATURE) {
                    throw differs("is damaged");
                }
                count = bytes.getLong(behind + 32);
                size = bytes.getLong(behind + 40);
                offset = bytes.getLong(behind + 48);
            }
        }
        if (offset + size - before != behind) {
            throw differs("is not where it should be");
        }
        compare(
                bytes.slice(Math.toIntExact(offset - before), Math.toIntExact(size))
                        .order(ByteOrder.LITTLE_ENDIAN),
                count);
    }

    private static int endPosition(ByteBuffer bytes) throws BrokenArchiveException {
        for (int at = bytes.limit() - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE
                    && at + END_LENGTH + Short.toUnsignedInt(bytes.getShort(at + 20)) == bytes.limit()) {
                return at;
            }
        }
        throw new BrokenArchiveException("The ZIP archive is incomplete, or something stands behind its end");
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
        return new BrokenArchiveException("The ZIP archive has a directory that " + how);
    }
}
