package dev.ksef.adapter.compress;

import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver.EntryTaker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * Reads one ZIP from its beginning to its end. The directory at the end must name the files that were read, and no others: a
 * reader that begins at the end must see the same archive, and one that is cut off has none.
 */
final class ZipReading {

    private static final int READ_AT_ONCE = 32 * 1024;

    /** What one header may take, and what the directory may take for each file. */
    private static final long MOST_HEADER_BYTES = 256 * 1024;

    private static final long MOST_DIRECTORY_BYTES = 512;

    private static final int SIGNATURE_LENGTH = 4;

    private final BufferedInputStream source;
    private final RecordedStream recorded;
    private final Unpacked unpacked;
    private final ZipDirectory directory = new ZipDirectory();

    ZipReading(InputStream source, ArchiveLimits limits) {
        this.source = new BufferedInputStream(source, READ_AT_ONCE);
        recorded = new RecordedStream(this.source);
        unpacked = new Unpacked(limits);
    }

    void readInto(EntryTaker taker) throws IOException {
        checkForm();
        try (var zip = new ZipArchiveInputStream(recorded, StandardCharsets.UTF_8.name(), false)) {
            @Nullable ZipArchiveEntry entry = next(zip, null);
            while (entry != null) {
                recorded.beginFile();
                UnpackedFile file = read(zip, entry, taker);
                ZipArchiveEntry before = entry;
                entry = next(zip, before);
                // They may stand behind the file: they are known when the next header was read.
                file.refuseOther(before.getCrc(), before.getSize());
                directory.add(before.getRawName(), file.crc(), file.sizeBytes());
            }
        }
        readToTheEnd();
        directory.check(recorded.recorded(), recorded.position());
    }

    private void checkForm() throws IOException {
        source.mark(SIGNATURE_LENGTH);
        byte[] signature = source.readNBytes(SIGNATURE_LENGTH);
        source.reset();
        String text = new String(signature, StandardCharsets.ISO_8859_1);
        if (!text.equals("PK\3\4") && !text.equals("PK\5\6")) {
            throw new BrokenArchiveException("This is no ZIP archive");
        }
    }

    private @Nullable ZipArchiveEntry next(ZipArchiveInputStream zip, @Nullable ZipArchiveEntry before)
            throws IOException {
        recorded.beginHeaders(
                Math.min(MOST_HEADER_BYTES + MOST_DIRECTORY_BYTES * unpacked.entries(), Integer.MAX_VALUE / 2));
        try {
            return zip.getNextEntry();
        } catch (BrokenArchiveException known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            throw new BrokenArchiveException("The ZIP archive is damaged or ends " + EntryNames.behind(before));
        }
    }

    private UnpackedFile read(ZipArchiveInputStream zip, ZipArchiveEntry entry, EntryTaker taker) throws IOException {
        String name = entry.getName();
        if (entry.isDirectory()) {
            unpacked.addFolder(name);
        } else {
            unpacked.addFile(name);
        }
        boolean plain =
                entry.getMethod() == ZipMethod.STORED.getCode() || entry.getMethod() == ZipMethod.DEFLATED.getCode();
        if (!plain || !zip.canReadEntryData(entry)) {
            throw new BrokenArchiveException("The file '" + EntryNames.shown(name)
                    + "' of the ZIP archive is encrypted, or packed by another method than DEFLATE");
        }
        var file = new UnpackedFile(name, zip, unpacked);
        if (entry.isDirectory()) {
            file.readToItsEnd();
        } else {
            file.handTo(taker);
        }
        return file;
    }

    private void readToTheEnd() throws IOException {
        byte[] rest = new byte[READ_AT_ONCE];
        int count;
        do {
            count = recorded.read(rest);
        } while (count >= 0);
    }
}
