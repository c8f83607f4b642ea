package dev.ksef.adapter.compress;

import java.nio.ByteBuffer;

/**
 * The end of a ZIP, which tells where its directory lies. Source: APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
 *
 * @param directoryAt where the directory begins
 * @param files how many files and folders it names
 */
record ZipEnd(long directoryAt, long directoryBytes, long files) {

    private static final int SIGNATURE = 0x06054b50;
    private static final int LENGTH = 22;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LARGE_SIGNATURE = 0x06064b50;
    private static final int LARGE_COUNT = 0xffff;

    /**
     * Finds the end.
     *
     * @param bytes the last ones of the archive, in little endian order
     * @param before how many bytes the archive has before these
     * @throws BrokenArchiveException if there is none, or something stands behind it
     * @throws IndexOutOfBoundsException if it is damaged, as {@link ArithmeticException}
     */
    static ZipEnd in(ByteBuffer bytes, long before) throws BrokenArchiveException {
        int at = position(bytes);
        var end = new ZipEnd(
                Integer.toUnsignedLong(bytes.getInt(at + 16)),
                Integer.toUnsignedLong(bytes.getInt(at + 12)),
                Short.toUnsignedLong(bytes.getShort(at + 10)));
        int behind = at;
        int locator = at - LOCATOR_LENGTH;
        if (end.isLarge() && locator >= 0 && bytes.getInt(locator) == LOCATOR_SIGNATURE) {
            behind = Math.toIntExact(bytes.getLong(locator + 8) - before);
            if (bytes.getInt(behind) != LARGE_SIGNATURE) {
                throw differs("is damaged");
            }
            end = new ZipEnd(bytes.getLong(behind + 48), bytes.getLong(behind + 40), bytes.getLong(behind + 32));
        }
        if (end.directoryAt + end.directoryBytes - before != behind) {
            throw differs("is not where it should be");
        }
        return end;
    }

    private boolean isLarge() {
        return files == LARGE_COUNT
                || directoryBytes == ZipDirectory.LARGE_SIZE
                || directoryAt == ZipDirectory.LARGE_SIZE;
    }

    private static int position(ByteBuffer bytes) throws BrokenArchiveException {
        for (int at = bytes.limit() - LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == SIGNATURE
                    && at + LENGTH + Short.toUnsignedInt(bytes.getShort(at + 20)) == bytes.limit()) {
                return at;
            }
        }
        throw new BrokenArchiveException("The ZIP archive is incomplete, or something stands behind its end");
    }

    static BrokenArchiveException differs(String how) {
        return new BrokenArchiveException("The ZIP archive has a directory that " + how);
    }
}
