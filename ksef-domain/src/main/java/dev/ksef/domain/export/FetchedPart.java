package dev.ksef.domain.export;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part that was fetched and checked.
 *
 * @param file the encrypted part
 * @param plainBytes how many bytes it decrypts to
 */
record FetchedPart(Path file, long plainBytes) {

    private static final int READ_AT_ONCE = 64 * 1024;

    /** Opens the file of a part. Decryption takes small pieces: the file is read in larger ones. */
    static InputStream opened(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), READ_AT_ONCE);
    }
}
