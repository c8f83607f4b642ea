package dev.ksef.simulator.batch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The kinds of archives that a package may be. Folders are passed over; every file counts as an invoice. */
enum ArchiveFormat {
    ZIP {
        @Override
        void visit(Path archive, Visitor visitor) throws IOException, PackageFailure {
            try (ZipFile zip = open(archive)) {
                // Each entry is read right after it was found: later it would be looked for by its name, which may
                // repeat.
                for (Iterator<? extends ZipEntry> entries = zip.entries().asIterator(); entries.hasNext(); ) {
                    ZipEntry entry = entries.next();
                    if (!entry.isDirectory()) {
                        show(entry, zip.getInputStream(entry), visitor);
                    }
                }
            }
        }
    },
    TAR_GZ {
        @Override
        void visit(Path archive, Visitor visitor) throws IOException, PackageFailure {
            try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                    TarFile tar = new TarFile(new GZIPInputStream(file, BUFFER_BYTES))) {
                while (tar.next()) {
                    if (tar.isFile()) {
                        visitor.file(tar.name(), tar.content());
                    }
                }
            }
        }
    };

    private static final int BUFFER_BYTES = 65_536;

    /** Is shown the files of an archive, one after the other. */
    @FunctionalInterface
    interface Visitor {
        void file(String name, InputStream content) throws IOException, PackageFailure;
    }

    /**
     * Shows all files of an archive, in its order.
     *
     * @throws IOException if it is no such archive, or damaged
     */
    abstract void visit(Path archive, Visitor visitor) throws IOException, PackageFailure;

    /** Shows a file, and checks its content, which the JDK does not. */
    private static void show(ZipEntry entry, InputStream content, Visitor visitor) throws IOException, PackageFailure {
        try (CheckedInputStream checked = new CheckedInputStream(content, new CRC32())) {
            visitor.file(entry.getName(), checked);
            checked.transferTo(OutputStream.nullOutputStream());
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("The checksum of a file is wrong");
            }
        }
    }

    /** Opens an archive whose names are UTF-8, or else any bytes. */
    private static ZipFile open(Path archive) throws IOException {
        try {
            return open(archive, StandardCharsets.UTF_8);
        } catch (ZipException maybeTheNames) {
            return open(archive, StandardCharsets.ISO_8859_1);
        }
    }

    private static ZipFile open(Path archive, Charset names) throws IOException {
        return new ZipFile(archive.toFile(), names);
    }
}
