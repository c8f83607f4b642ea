package dev.ksef.port.archive;

import dev.ksef.port.ContentSource;
import java.util.Objects;

/**
 * A file in an archive.
 *
 * @param name without a folder: ASCII letters, digits, dots, hyphens and underscores, fewer than 100
 * @param content the plain file
 */
public record ArchiveEntry(String name, ContentSource content) {

    public ArchiveEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
    }
}
