package dev.ksef.adapter.compress;

import dev.ksef.port.archive.ArchiveEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes one ZIP. Files are compressed side by side and written in order. What waits to be written is bounded, in files and in
 * bytes; a large file is compressed while it is written.
 */
final class ZipWriting implements AutoCloseable {

    /** What is larger is never held in memory. An invoice has at most 3 MB. */
    static final long LARGEST_HELD = 4 << 20;

    /** The most that all files which wait may take together. */
    private static final long MOST_HELD = 8 << 20;

    private static final int FILES_PER_THREAD = 16;

    /** The first date that a ZIP can tell. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** A plain file. With a mode, Info-ZIP takes names for what they say they are. */
    private static final int MODE = 0644;

    private final ZipArchiveOutputStream zip;
    private final OrderedCompression<SizedFile, DeflatedFile> compression;
    private final int mostFiles;
    private final FileNames names = new FileNames();
    private final ContentReader reader = new ContentReader();
    private long heldBytes;

    ZipWriting(OutputStream into, CompressionSettings settings) {
        zip = new ZipArchiveOutputStream(into);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setLevel(settings.level());
        compression = new OrderedCompression<>(settings.threads(), () -> new FileDeflater(settings.level()));
        mostFiles = settings.threads() * FILES_PER_THREAD;
    }

    void write(Iterator<ArchiveEntry> files) throws IOException, InterruptedException {
        while (files.hasNext()) {
            ArchiveEntry file = files.next();
            names.add(file.name());
            add(SizedFile.of(file));
        }
        writeHeld(0, 0);
        zip.finish();
    }

    private void add(SizedFile file) throws IOException, InterruptedException {
        if (file.sizeBytes() > LARGEST_HELD) {
            writeHeld(0, 0);
            writeWhileReading(file);
        } else {
            writeHeld(mostFiles - 1, MOST_HELD - file.sizeBytes());
            compression.add(file);
            heldBytes += file.sizeBytes();
        }
    }

    /** Writes the oldest files until so much is left. */
    private void writeHeld(int leftFiles, long leftBytes) throws IOException, InterruptedException {
        while (compression.size() > leftFiles || heldBytes > leftBytes) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            DeflatedFile file = compression.take();
            heldBytes -= file.sizeBytes();
            ZipArchiveEntry entry = entry(file.name(), file.sizeBytes());
            entry.setCrc(file.crc());
            entry.setCompressedSize(file.content().length());
            zip.addRawArchiveEntry(entry, file.content().taken());
        }
    }

    /** The sizes of such a file stand behind it, since what was written is gone. */
    private void writeWhileReading(SizedFile file) throws IOException {
        zip.putArchiveEntry(entry(file.file().name(), file.sizeBytes()));
        reader.read(file.file(), file.sizeBytes(), (piece, length) -> zip.write(piece, 0, length));
        zip.closeArchiveEntry();
    }

    private static ZipArchiveEntry entry(String name, long sizeBytes) {
        var entry = new ZipArchiveEntry(name);
        entry.setMethod(Deflater.DEFLATED);
        entry.setSize(sizeBytes);
        entry.setTimeLocal(NO_TIME);
        entry.setUnixMode(MODE);
        return entry;
    }

    @Override
    public void close() {
        compression.close();
    }
}
