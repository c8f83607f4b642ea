package dev.ksef.simulator.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive from its beginning to its end: ustar, with the long names of GNU and of pax. The JDK has no
 * reader.
 */
final class TarFile implements AutoCloseable {

    private static final int BLOCK_BYTES = 512;
    private static final int MOST_EXTENSION_BYTES = 65_536;

    private final InputStream tar;
    private byte[] header = new byte[BLOCK_BYTES];
    private String name = "";
    private @Nullable Content content;
    private @Nullable String longName;
    private @Nullable Long longSize;

    TarFile(InputStream tar) {
        this.tar = tar;
    }

    /**
     * Goes to the next entry, over what was not read of the last.
     *
     * @return whether there is one
     * @throws IOException if the archive is damaged, or ends in the middle of an entry
     */
    boolean next() throws IOException {
        if (content != null) {
            content.skipToEnd();
        }
        longName = null;
        longSize = null;
        while (readHeader()) {
            long size = longSize != null ? longSize : number(124, 12);
            content = new Content(size);
            switch (header[156]) {
                case 'x' -> readPax(extension());
                case 'L' -> longName = text(extension(), 0, MOST_EXTENSION_BYTES);
                case 'g', 'K' -> extension();
                default -> {
                    name = longName != null ? longName : shortName();
                    return true;
                }
            }
        }
        // What follows the end belongs to the checksum of the compression.
        tar.transferTo(OutputStream.nullOutputStream());
        return false;
    }

    /** Whether the entry is a file: neither a folder nor a link. */
    boolean isFile() {
        return (header[156] == '0' || header[156] == 0 || header[156] == '7') && !name.endsWith("/");
    }

    String name() {
        return name;
    }

    /** The bytes of the entry. */
    InputStream content() {
        if (content == null) {
            throw new IllegalStateException("There is no entry yet");
        }
        return content;
    }

    /** Reads a header, unless the archive ends: by a block of zeros, or where a header could begin. */
    private boolean readHeader() throws IOException {
        header = tar.readNBytes(BLOCK_BYTES);
        if (header.length == 0) {
            return false;
        }
        if (header.length < BLOCK_BYTES) {
            throw new IOException("The tar archive ends in a header");
        }
        if (Arrays.equals(header, new byte[BLOCK_BYTES])) {
            return false;
        }
        if (number(148, 8) != checksum()) {
            throw new IOException("The checksum of a tar header is wrong");
        }
        return true;
    }

    private long checksum() {
        long sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        return sum;
    }

    private String shortName() {
        String own = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        String folder = ustar ? text(header, 345, 155) : "";
        return folder.isEmpty() ? own : folder + "/" + own;
    }

    private static String text(byte[] bytes, int from, int most) {
        int end = from;
        while (end < bytes.length && end < from + most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** An octal number; or one of GNU, in which the first byte has its highest bit set. */
    private long number(int from, int length) throws IOException {
        if ((header[from] & 0x80) != 0) {
            long value = 0;
            for (int i = from + length - Long.BYTES + 1; i < from + length; i++) {
                value = value << 8 | header[i] & 0xFF;
            }
            if (value < 0) {
                throw new IOException("A tar header has a negative number");
            }
            return value;
        }
        return number(text(header, from, length).strip(), 8);
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            long value = digits.isEmpty() ? 0 : Long.parseLong(digits, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IOException("A tar header has no number where one belongs", notANumber);
        }
        throw new IOException("A tar header has a negative number");
    }

    /** The content of an entry that only describes the next one. */
    private byte[] extension() throws IOException {
        byte[] bytes = content().readNBytes(MOST_EXTENSION_BYTES + 1);
        if (bytes.length > MOST_EXTENSION_BYTES) {
            throw new IOException("A tar header is too long");
        }
        content().close();
        return bytes;
    }

    /** Reads records such as {@code 18 path=a name\n}, each beginning with its length in bytes. */
    private void readPax(byte[] records) throws IOException {
        int start = 0;
        while (start < records.length) {
            int space = start;
            while (space < records.length && records[space] != ' ') {
                space++;
            }
            long length = number(new String(records, start, space - start, StandardCharsets.UTF_8), 10);
            if (length <= space - start + 1 || length > records.length - start) {
                throw new IOException("A pax record has a wrong length");
            }
            int end = start + (int) length;
            String[] pair = new String(records, space + 1, end - space - 2, StandardCharsets.UTF_8).split("=", 2);
            if (pair[0].equals("path") && pair.length == 2) {
                longName = pair[1];
            } else if (pair[0].equals("size") && pair.length == 2) {
                longSize = number(pair[1], 10);
            }
            start = end;
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** The bytes of one entry, which fill whole blocks in the archive. */
    private final class Content extends FilterInputStream {

        private long left;
        private long padding;

        Content(long size) {
            super(tar);
            this.left = size;
            this.padding = (BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("The tar archive ends in a file");
            }
            left -= read;
            return read;
        }

        void skipToEnd() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            if (in.readNBytes((int) padding).length < padding) {
                throw new IOException("The tar archive ends in a file");
            }
            padding = 0;
        }

        /** Goes to the end of the entry. The archive stays open. */
        @Override
        public void close() throws IOException {
            skipToEnd();
        }
    }
}
