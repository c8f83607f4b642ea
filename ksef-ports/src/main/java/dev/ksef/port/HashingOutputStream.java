package dev.ksef.port;

import dev.ksef.model.Sha256;
import java.io.OutputStream;

/**
 * Passes on what is written to it, and hashes it on the way.
 *
 * <p><b>Threading:</b> for one thread.
 */
public abstract class HashingOutputStream extends OutputStream {

    /** Returns the SHA-256 of all that was written. Nothing can be written afterwards. */
    public abstract Sha256 sha256();

    /** Returns how many bytes were written. */
    public abstract long sizeBytes();
}
