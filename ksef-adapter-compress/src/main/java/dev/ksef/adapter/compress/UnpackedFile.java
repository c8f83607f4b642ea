package dev.ksef.adapter.compress;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.PackageArchiver.EntryTaker;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The content of one file of an archive, as its taker sees it. */
final class UnpackedFile extends InputStream {

    private final String name;
    private final InputStream archive;
    private final Unpacked unpacked;
    private final CRC32 crc = new CRC32();
    private long sizeBytes;
    private boolean ended;
    private @Nullable IOException failure;

    UnpackedFile(String name, InputStream archive, Unpacked unpacked) {
        this.name = name;
        this.archive = archive;
        this.unpacked = unpacked;
    }

    /**
     * Hands this file to a taker, and reads what it left.
     *
     * @throws KsefStorageException if the taker failed
     * @throws IOException if the archive is broken, or the thread is interrupted
     */
    void handTo(EntryTaker taker) throws IOException {
        try {
            taker.take(name, this);
        } catch (IOException refused) {
            if (failure != null) {
                throw failure;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw refused;
            }
            throw new KsefStorageException(
                    "The file '" + EntryNames.shown(name) + "' of the archive could not be taken", refused);
        }
        readToItsEnd();
    }

    /** @throws IOException if the archive is broken, or the thread is interrupted */
    void readToItsEnd() throws IOException {
        byte[] rest = new byte[ended ? 1 : 8192];
        int count;
        do {
            count = read(rest);
        } while (count >= 0);
    }

    String name() {
        return name;
    }

    /** Returns the checksum of what was read. */
    long crc() {
        return crc.getValue();
    }

    /** Returns how much was read. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** Compares what was read with what a ZIP tells of it. */
    void refuseOther(long toldCrc, long toldBytes) throws BrokenArchiveException {
        if (toldCrc != crc() || toldBytes != sizeBytes) {
            throw new BrokenArchiveException("The file '" + EntryNames.shown(name)
                    + "' of the ZIP archive is damaged: its checksum or its size is wrong");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        try {
            int count = ended ? -1 : readUnbroken(target, offset, length);
            if (count < 0) {
                ended = true;
            } else {
                crc.update(target, offset, count);
                sizeBytes += count;
                unpacked.addBytes(count, name, sizeBytes);
            }
            return count;
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private int readUnbroken(byte[] target, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Interrupted while reading an archive");
        }
        try {
            return archive.read(target, offset, length);
        } catch (IOException | RuntimeException broken) {
            // What the library says may quote what it stumbled over.
            throw new BrokenArchiveException(
                    "The archive is damaged or ends in its file '" + EntryNames.shown(name) + "'");
        }
    }

    /** {@code GZIPInputStream} takes 0 for the end. */
    @Override
    public int available() {
        return ended ? 0 : 1;
    }
}
