package dev.ksef.simulator.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes a tar archive of plain files with short names (ustar). The JDK has no writer. */
final class TarWriter implements AutoCloseable {

    private static final int BLOCK_BYTES = 512;
    private static final int END_BYTES = 2 * BLOCK_BYTES;
    private static final String READABLE = "0000644";
    private static final String NO_ID = "0000000";
    private static final String UNKNOWN_CHECKSUM = "        ";

    private final OutputStream out;
    private final Instant modified;

    TarWriter(OutputStream out, Instant modified) {
        this.out = out;
        this.modified = modified;
    }

    /** How many bytes an archive of these files has. */
    static long bytes(List<PackageEntry> entries) {
        return END_BYTES
                + entries.stream()
                        .mapToLong(entry -> BLOCK_BYTES + entry.size() + padding(entry.size()))
                        .sum();
    }

    void add(String name, byte[] content) throws IOException {
        out.write(header(name, content.length));
        out.write(content);
        out.write(new byte[padding(content.length)]);
    }

    private static int padding(long size) {
        return (int) ((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
    }

    private byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK_BYTES];
        put(header, 0, name);
        put(header, 100, READABLE);
        put(header, 108, NO_ID);
        put(header, 116, NO_ID);
        put(header, 124, octal(size, 11));
        put(header, 136, octal(modified.getEpochSecond(), 11));
        put(header, 148, UNKNOWN_CHECKSUM);
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int checksum = 0;
        for (byte each : header) {
            checksum += each & 0xFF;
        }
        put(header, 148, octal(checksum, 6) + "\0 ");
        return header;
    }

    private static String octal(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", number);
    }

    private static void put(byte[] header, int place, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, place, bytes.length);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[END_BYTES]);
        out.close();
    }
}
