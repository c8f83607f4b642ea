package dev.ksef.domain.batch;

import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.port.ContentSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An encrypted part of a package in a file.
 *
 * @param declared its number, size and hash, as KSeF is told
 */
public record PackagePart(BatchFilePart declared, Path file) implements ContentSource {

    @Override
    public long sizeBytes() {
        return declared.fileSize();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public String toString() {
        return "PackagePart[" + declared.ordinalNumber() + "]";
    }
}
