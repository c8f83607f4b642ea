package dev.ksef.adapter.compress;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.ArchiveSource;
import dev.ksef.port.archive.PackageArchiver.EntryTaker;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Finds one file of a ZIP by the directory at its end. What is unusual is not found. */
final class ZipLookup {

    /** The end, with the longest comment, behind that of a large archive. */
    private static final int MOST_END_BYTES = 22 + 0xffff + 20 + 56;

    private static final int READ_AT_ONCE = 16 * 1024;
    private static final int FILE_HEADER = 46;
    private static final int LOCAL_HEADER = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;

    /** Names in UTF-8, and sizes behind the file: anything else, such as encryption, is unusual. */
    private static final int USUAL_FLAGS = 0x0808 | 0x0006;

    private static final int DEFLATED = 8;

    private final ArchiveSource archive;
    private final String name;
    private final Unpacked unpacked;

    /** What the directory tells of a file. */
    private record Located(long crc, long sizeBytes, long at) {}

    ZipLookup(ArchiveSource archive, String name, ArchiveLimits limits) {
        this.archive = archive;
        this.name = name;
        this.unpacked = new Unpacked(limits);
    }

    /** Gives the file to a taker; returns whether it was found. */
    boolean readInto(EntryTaker taker) {
        Located file = located();
        if (file == null) {
            return false;
        }
        try (InputStream packed = archive.openAt(file.at())) {
            ArchiveCall.read(packed, source -> read(file, new BufferedInputStream(source, READ_AT_ONCE), taker));
            return true;
        } catch (IOException failed) {
            throw new KsefStorageException("The stream that an archive is read from failed", failed);
        }
    }

    private void read(Located file, InputStream packed, EntryTaker taker) throws IOException {
        ByteBuffer header = header(packed, LOCAL_HEADER);
        if (header.getInt(0) != LOCAL_SIGNATURE) {
            throw ZipEnd.differs("describes other files than it holds");
        }
        packed.skipNBytes(unsigned(header, 26) + unsigned(header, 28));
        unpacked.addFile(name);
        var inflater = new Inflater(true);
        try {
            var content = new UnpackedFile(name, new InflaterInputStream(packed, inflater, READ_AT_ONCE), unpacked);
            content.handTo(taker);
            content.refuseOther(file.crc(), file.sizeBytes());
        } finally {
            inflater.end();
        }
    }

    private @Nullable Located located() {
        try {
            return located(end());
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException unusual) {
            return null;
        }
    }

    private ZipEnd end() throws IOException {
        long from = Math.max(0, archive.sizeBytes() - MOST_END_BYTES);
        try (InputStream end = archive.openAt(from)) {
            return ZipEnd.in(ByteBuffer.wrap(end.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN), from);
        }
    }

    private @Nullable Located located(ZipEnd end) throws IOException {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        try (InputStream directory = new BufferedInputStream(archive.openAt(end.directoryAt()), READ_AT_ONCE)) {
            for (long left = end.files(); left > 0; left--) {
                ByteBuffer header = header(directory, FILE_HEADER);
                byte[] found = directory.readNBytes(unsigned(header, 28));
                if (header.getInt(0) != ZipDirectory.FILE_SIGNATURE) {
                    return null;
                }
                if (Arrays.equals(found, wanted)) {
                    return usual(header);
                }
                directory.skipNBytes(unsigned(header, 30) + unsigned(header, 32));
            }
        }
        return null;
    }

    private static @Nullable Located usual(ByteBuffer header) {
        var file = new Located(size(header, 16), size(header, 24), size(header, 42));
        boolean large = file.sizeBytes() == ZipDirectory.LARGE_SIZE || file.at() == ZipDirectory.LARGE_SIZE;
        boolean plain = unsigned(header, 10) == DEFLATED && (unsigned(header, 8) & ~USUAL_FLAGS) == 0;
        return plain && !large ? file : null;
    }

    private static ByteBuffer header(InputStream from, int length) throws IOException {
        byte[] bytes = from.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned(ByteBuffer header, int at) {
        return Short.toUnsignedInt(header.getShort(at));
    }

    private static long size(ByteBuffer header, int at) {
        return Integer.toUnsignedLong(header.getInt(at));
    }
}
