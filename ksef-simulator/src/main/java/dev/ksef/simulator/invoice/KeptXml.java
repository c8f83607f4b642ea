package dev.ksef.simulator.invoice;

import dev.ksef.simulator.storage.StorageFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an invoice: in memory or, if they are many, in a file. A batch may bring ten thousand of them. */
@FunctionalInterface
interface KeptXml {

    int LARGEST_IN_MEMORY = 20_000;

    byte[] bytes();

    static KeptXml of(byte[] xml, StorageFolder folder) {
        if (xml.length <= LARGEST_IN_MEMORY) {
            return () -> xml;
        }
        try {
            Path file = folder.newFile();
            Files.write(file, xml);
            return () -> read(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
