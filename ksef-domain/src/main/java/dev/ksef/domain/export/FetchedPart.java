package dev.ksef.domain.export;

import java.nio.file.Path;

/**
 * A part that was fetched and checked.
 *
 * @param file the encrypted part
 * @param plainBytes how many bytes it decrypts to
 */
record FetchedPart(Path file, long plainBytes) {}
