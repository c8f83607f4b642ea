package dev.ksef.adapter.compress;

import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver.EntryTaker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads one tar from one gzip stream, of any number of members, to the end of both. */
final class TarGzReading {

    private static final int READ_AT_ONCE = 32 * 1024;

    /** What the headers of one file may take, long names and extensions included. */
    private static final long MOST_HEADER_BYTES = 256 * 1024;

    /** How far zeros may follow the end: GNU tar fills up blocks of 10 kB by default. */
    private static final long MOST_PADDING = 4 << 20;

    private static final int RECORD = 512;

    private final InputStream source;
    private final Unpacked unpacked;

    TarGzReading(InputStream source, ArchiveLimits limits) {
        this.source = new BufferedInputStream(source, READ_AT_ONCE);
        unpacked = new Unpacked(limits);
    }

    void readInto(EntryTaker taker) throws IOException {
        try (InputStream plain = unzipped();
                var recorded = new RecordedStream(plain);
                var tar = new TarArchiveInputStream(recorded, StandardCharsets.UTF_8.name())) {
            long padding = 0;
            @Nullable TarArchiveEntry before = null;
            @Nullable TarArchiveEntry entry = next(tar, recorded, before);
            while (entry != null) {
                recorded.beginFile();
                read(tar, entry, taker);
                padding = entry.isDirectory() ? 0 : (RECORD - entry.getSize() % RECORD) % RECORD;
                before = entry;
                entry = next(tar, recorded, before);
            }
            // The library takes the end of the stream for the end of the archive.
            if (recorded.headerBytes() < padding + RECORD) {
                throw new BrokenArchiveException(
                        "The tar archive ends " + EntryNames.behind(before) + ", without its last record");
            }
            // It also passes over the rest of a block of 10 kB, whatever stands there.
            checkZeros(recorded.headers(), (int) padding, (int) recorded.headerBytes());
            checkRest(recorded);
        }
    }

    /** The way that does the same in the versions before 1.28, which applications may bring. */
    @SuppressWarnings("deprecation")
    private InputStream unzipped() throws IOException {
        try {
            return new GzipCompressorInputStream(source, true);
        } catch (IOException | RuntimeException other) {
            throw new BrokenArchiveException("This is no tar.gz archive");
        }
    }

    private static @Nullable TarArchiveEntry next(
            TarArchiveInputStream tar, RecordedStream recorded, @Nullable TarArchiveEntry before) throws IOException {
        recorded.beginHeaders(MOST_HEADER_BYTES);
        try {
            @Nullable TarArchiveEntry entry = tar.getNextEntry();
            if (entry != null && !entry.isCheckSumOK()) {
                throw new BrokenArchiveException(
                        "The tar archive is damaged, or is none, " + EntryNames.behind(before));
            }
            return entry;
        } catch (BrokenArchiveException known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            throw new BrokenArchiveException("The tar.gz archive is damaged or ends " + EntryNames.behind(before));
        }
    }

    private void read(TarArchiveInputStream tar, TarArchiveEntry entry, EntryTaker taker) throws IOException {
        String name = entry.getName();
        if (entry.isDirectory()) {
            unpacked.addFolder(name);
            return;
        }
        unpacked.addFile(name);
        if (!isPlain(entry)) {
            throw new BrokenArchiveException(
                    "The archive holds a link, a device or a sparse file: '" + EntryNames.shown(name) + "'");
        }
        new UnpackedFile(name, tar, unpacked).handTo(taker);
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return !entry.isSparse() && (kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM);
    }

    private static void checkRest(RecordedStream recorded) throws IOException {
        recorded.beginHeaders(MOST_PADDING);
        byte[] rest = new byte[READ_AT_ONCE];
        for (int count = readRest(recorded, rest); count >= 0; count = readRest(recorded, rest)) {
            checkZeros(rest, 0, count);
        }
    }

    private static void checkZeros(byte[] bytes, int from, int to) throws BrokenArchiveException {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                throw new BrokenArchiveException("Something stands behind the end of the tar archive");
            }
        }
    }

    private static int readRest(InputStream recorded, byte[] rest) throws IOException {
        try {
            return recorded.read(rest);
        } catch (BrokenArchiveException known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            throw new BrokenArchiveException("The tar.gz archive is damaged at its end, or ends too early");
        }
    }
}
