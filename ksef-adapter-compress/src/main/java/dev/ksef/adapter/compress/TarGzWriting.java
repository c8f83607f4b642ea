package dev.ksef.adapter.compress;

import dev.ksef.port.archive.ArchiveEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes one tar in one gzip member. */
final class TarGzWriting implements AutoCloseable {

    /** The same for all files; GNU tar warns of what is older by a lot. */
    private static final Instant NO_TIME = Instant.parse("1980-01-01T00:00:00Z");

    private final GzipStream gzip;
    private final TarArchiveOutputStream tar;
    private final FileNames names = new FileNames();
    private final ContentReader reader = new ContentReader();

    /** @throws IOException if the stream fails */
    TarGzWriting(OutputStream into, CompressionSettings settings) throws IOException {
        gzip = new GzipStream(into, settings);
        tar = new TarArchiveOutputStream(gzip, StandardCharsets.US_ASCII.name());
    }

    void write(Iterator<ArchiveEntry> files) throws IOException {
        while (files.hasNext()) {
            ArchiveEntry file = files.next();
            names.add(file.name());
            add(SizedFile.of(file));
        }
        tar.finish();
        gzip.finish();
    }

    private void add(SizedFile file) throws IOException {
        var entry = new TarArchiveEntry(file.file().name());
        entry.setSize(file.sizeBytes());
        entry.setModTime(NO_TIME.toEpochMilli());
        tar.putArchiveEntry(entry);
        reader.read(file.file(), file.sizeBytes(), (piece, length) -> tar.write(piece, 0, length));
        tar.closeArchiveEntry();
    }

    @Override
    public void close() {
        gzip.close();
    }
}
