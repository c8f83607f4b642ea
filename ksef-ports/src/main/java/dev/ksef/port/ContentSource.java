package dev.ksef.port;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content that can be read more than once, each time with the same bytes: a file, or an array.
 *
 * <p><b>Threading:</b> streams may be opened and read by any thread, several at a time.
 */
public interface ContentSource {

    /** Returns the size of the content in bytes. A stream yields exactly so many. */
    long sizeBytes();

    /**
     * Opens a stream of the content, from its beginning. The caller closes it.
     *
     * @throws IOException if the content cannot be read
     */
    InputStream open() throws IOException;
}
