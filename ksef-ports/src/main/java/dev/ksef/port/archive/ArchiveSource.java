package dev.ksef.port.archive;

import java.io.IOException;
import java.io.InputStream;

/** An archive that can be read from any place, and several times. */
public interface ArchiveSource {

    /** Returns the size of the archive. */
    long sizeBytes();

    /**
     * Opens the archive at a place, to be closed by the caller.
     *
     * @param position from 0 up to the size
     * @throws IOException if it cannot be read
     */
    InputStream openAt(long position) throws IOException;
}
