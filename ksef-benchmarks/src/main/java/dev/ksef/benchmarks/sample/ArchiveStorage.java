package dev.ksef.benchmarks.sample;

import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.time.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Serves the parts of a package from memory, in the pieces in which the JDK's client yields what it receives. */
public record ArchiveStorage(List<ExportedArchive.Part> parts) implements StorageTransfer {

    private static final int PIECE_BYTES = 16 * 1024;
    private static final String LINK = "https://storage.example/part-";

    public static SignedLink link(int part) {
        return SignedLink.of(LINK + part);
    }

    @Override
    public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
        String name = Path.of(link.address().getPath()).getFileName().toString();
        ExportedArchive.Part part = parts.get(Integer.parseInt(name.substring(name.indexOf('-') + 1)));
        ByteBuffer content = part.content().duplicate().position((int) offset);
        byte[] piece = new byte[PIECE_BYTES];
        try {
            while (content.hasRemaining()) {
                int count = Math.min(piece.length, content.remaining());
                content.get(piece, 0, count);
                into.write(piece, 0, count);
            }
        } catch (IOException failed) {
            throw new KsefStorageException("The part could not be written", failed);
        }
        return new Downloaded(part.encryptedBytes(), part.encryptedHash());
    }

    @Override
    public void upload(PartUploadRequest request, ContentSource content, Deadline deadline) {
        throw new UnsupportedOperationException("Packages are downloaded only");
    }
}
