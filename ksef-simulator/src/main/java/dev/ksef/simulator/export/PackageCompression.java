package dev.ksef.simulator.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The formats of packages. */
enum PackageCompression {
    ZIP("Zip", "zip") {
        @Override
        void write(List<PackageEntry> entries, OutputStream out, int level, int members, Instant now)
                throws IOException {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(level);
                for (PackageEntry entry : entries) {
                    ZipEntry file = new ZipEntry(entry.name());
                    file.setTimeLocal(LocalDateTime.ofInstant(now, ZoneOffset.UTC));
                    zip.putNextEntry(file);
                    zip.write(entry.content().get());
                    zip.closeEntry();
                }
            }
        }
    },
    TAR_GZ("TarGz", "tar.gz") {
        @Override
        void write(List<PackageEntry> entries, OutputStream out, int level, int members, Instant now)
                throws IOException {
            long memberBytes = (TarWriter.bytes(entries) + members - 1) / members;
            try (TarWriter tar = new TarWriter(new GzipMembers(out, level, memberBytes), now)) {
                for (PackageEntry entry : entries) {
                    tar.add(entry.name(), entry.content().get());
                }
            }
        }
    };

    private final String text;
    private final String extension;

    PackageCompression(String text, String extension) {
        this.text = text;
        this.extension = extension;
    }

    /** The name in the API. */
    String text() {
        return text;
    }

    /** What names of such files end with. */
    String extension() {
        return extension;
    }

    /**
     * Writes a package into a file.
     *
     * @param level how well it is compressed, from 0 to 9
     * @param gzipMembers how many members a gzip file has
     */
    void write(List<PackageEntry> entries, Path file, int level, int gzipMembers, Instant now) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(entries, out, level, gzipMembers, now);
        }
    }

    abstract void write(List<PackageEntry> entries, OutputStream out, int level, int members, Instant now)
            throws IOException;
}
