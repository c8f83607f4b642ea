package dev.ksef.simulator.export;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.storage.StorageFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A finished package, cut into encrypted parts. One without invoices has no parts. */
record ExportPackage(long size, List<ExportPart> parts) {

    static ExportPackage empty() {
        return new ExportPackage(0, List.of());
    }

    /**
     * Cuts an archive into parts, each encrypted by itself with the same key and initialization vector.
     *
     * @param nameOfParts begins their names; a number and the ending of the archive follow
     */
    static ExportPackage cut(
            Path archive, String nameOfParts, String extension, int partBytes, SymmetricKey key, StorageFolder folder)
            throws IOException {
        List<ExportPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(archive)) {
            for (byte[] plain = in.readNBytes(partBytes); plain.length > 0; plain = in.readNBytes(partBytes)) {
                int number = parts.size() + 1;
                String name = String.format(Locale.ROOT, "%s-%03d.%s.aes", nameOfParts, number, extension);
                parts.add(ExportPart.keep(number, name, plain, key, folder));
            }
        }
        return new ExportPackage(Files.size(archive), List.copyOf(parts));
    }

    Optional<ExportPart> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    void delete() {
        parts.forEach(ExportPart::delete);
    }
}
