package dev.ksef.adapter.compress;

import dev.ksef.port.archive.ArchiveEntry;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses whole files, each for itself, as a ZIP has them. */
final class FileDeflater implements Compressor<SizedFile, DeflatedFile> {

    private static final int SCRATCH = 16 * 1024;

    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final byte[] scratch = new byte[SCRATCH];
    private final ContentReader reader = new ContentReader();

    FileDeflater(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public DeflatedFile compress(SizedFile work) throws IOException {
        deflater.reset();
        crc.reset();
        var pieces = new Pieces();
        ArchiveEntry file = work.file();
        reader.read(file, work.sizeBytes(), (piece, length) -> {
            crc.update(piece, 0, length);
            deflater.setInput(piece, 0, length);
            pieces.takeFrom(deflater, Deflater.NO_FLUSH, scratch);
        });
        deflater.finish();
        pieces.takeFrom(deflater, Deflater.NO_FLUSH, scratch);
        return new DeflatedFile(file.name(), crc.getValue(), work.sizeBytes(), pieces);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
