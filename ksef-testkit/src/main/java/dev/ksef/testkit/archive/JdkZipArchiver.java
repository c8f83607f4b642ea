package dev.ksef.testkit.archive;

import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** ZIP archives in tests, by the JDK alone, on the calling thread. An archive that is read is held in memory. */
public final class JdkZipArchiver implements PackageArchiver {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int END_LENGTH = 22;

    @Override
    public CompressionType compressionType() {
        return CompressionType.ZIP;
    }

    @Override
    public void write(Iterator<ArchiveEntry> files, OutputStream into) {
        Set<String> names = new HashSet<>();
        try (var zip = new ZipOutputStream(leftOpen(into))) {
            while (files.hasNext()) {
                ArchiveEntry file = files.next();
                check(
                        file.name().matches("[A-Za-z0-9._-]{1,99}")
                                && !file.name().matches("\\.+"),
                        "has an unfit name");
                check(names.add(file.name()), "has a name twice: " + file.name());
                var entry = new ZipEntry(file.name());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException failure) {
            throw failed("An archive cannot be written", failure);
        }
    }

    private static void copy(ArchiveEntry file, OutputStream into) throws IOException {
        long told = file.content().sizeBytes();
        long read = 0;
        byte[] piece = new byte[8192];
        try (InputStream content = file.content().open()) {
            for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
                checkInterrupt();
                read += count;
                check(read <= told, "has a file with more bytes than it told: " + file.name());
                into.write(piece, 0, count);
            }
        } catch (KsefStorageException | KsefDeadlineException known) {
            throw known;
        } catch (IOException | RuntimeException failure) {
            throw failed("The file " + file.name() + " cannot be written", failure);
        }
        check(read == told, "has a file with fewer bytes than it told: " + file.name());
    }

    @Override
    public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
        try {
            byte[] bytes = archive.readAllBytes();
            List<String> names = new ArrayList<>();
            var unpacked = new long[1];
            try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    checkInterrupt();
                    String name = entry.getName();
                    check(
                            !name.matches("(?s)/.*|(.*/)?\\.\\.(/.*)?|.*[\\\\:\\p{Cntrl}].*|"),
                            "has a name that leads out");
                    check(!names.contains(name), "has a name twice");
                    names.add(name);
                    check(
                            names.stream().filter(each -> !each.endsWith("/")).count() <= limits.mostEntries(),
                            "has too many files");
                    byte[] content = zip.readNBytes((int) Math.min(limits.mostEntryBytes() + 1, Integer.MAX_VALUE - 8));
                    unpacked[0] += content.length;
                    check(content.length <= limits.mostEntryBytes(), "has too large a file");
                    check(unpacked[0] <= limits.mostBytes(), "unpacks to too much");
                    if (!entry.isDirectory()) {
                        take(taker, name, content);
                    }
                }
            }
            check(names.equals(namesAtTheEnd(bytes)), "is damaged or incomplete");
        } catch (IOException failure) {
            throw failed("An archive cannot be read", failure);
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            throw new KsefStorageException("The archive is damaged or incomplete", null);
        }
    }

    private static void take(EntryTaker taker, String name, byte[] content) throws IOException {
        InputStream stream = new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public void close() {
                in = InputStream.nullInputStream();
            }
        };
        taker.take(name, stream);
        stream.close();
    }

    /** What the directory of a ZIP without a comment says: {@code ZipInputStream} does not read it. */
    private static List<String> namesAtTheEnd(byte[] archive) {
        ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.length - END_LENGTH;
        check(zip.getInt(end) == 0x06054b50 && zip.getShort(end + 20) == 0, "is damaged or incomplete");
        List<String> names = new ArrayList<>();
        for (int at = zip.getInt(end + 16); at < end; ) {
            check(zip.getInt(at) == 0x02014b50, "has a damaged directory");
            names.add(new String(archive, at + 46, zip.getShort(at + 28), StandardCharsets.UTF_8));
            at += 46 + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
        }
        return names;
    }

    private static OutputStream leftOpen(OutputStream into) {
        return new FilterOutputStream(into) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    private static void check(boolean good, String otherwise) {
        if (!good) {
            throw new KsefStorageException("The archive " + otherwise, null);
        }
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new KsefDeadlineException("Interrupted while working on an archive", null);
        }
    }

    private static RuntimeException failed(String message, Exception failure) {
        checkInterrupt();
        return new KsefStorageException(message, failure);
    }
}
