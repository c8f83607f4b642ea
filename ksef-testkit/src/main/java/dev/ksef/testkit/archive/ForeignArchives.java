package dev.ksef.testkit.archive;

import dev.ksef.model.batch.CompressionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives as others make them, with the JDK alone: any names, and files whose sizes stand behind them. */
final class ForeignArchives {

    private static final int RECORD = 512;

    private ForeignArchives() {}

    /** Makes an archive of a form. A name that ends with a slash is a folder. */
    static byte[] of(CompressionType form, Map<String, byte[]> files) {
        var archive = new ByteArrayOutputStream();
        try {
            if (form == CompressionType.ZIP) {
                zip(archive, files);
            } else {
                tarGz(archive, files);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return archive.toByteArray();
    }

    /** Makes an archive with two files of one name. */
    static byte[] withTwoOf(CompressionType form, String name, byte[] first, byte[] second) {
        if (form == CompressionType.ZIP) {
            // The JDK refuses to write a name twice: it is put in the place of another one of its length.
            String other = "x".repeat(name.length());
            byte[] archive = of(form, inOrder(name, first, other, second));
            return new String(archive, StandardCharsets.ISO_8859_1)
                    .replace(other, name)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        var archive = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(archive)) {
            putTar(gzip, name, first);
            putTar(gzip, name, second);
            gzip.write(new byte[2 * RECORD]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return archive.toByteArray();
    }

    /** Makes an archive whose gzip stream has a member of its own for each record; a ZIP has none. */
    static byte[] inManyMembers(CompressionType form, Map<String, byte[]> files) {
        if (form == CompressionType.ZIP) {
            return of(form, files);
        }
        var archive = new ByteArrayOutputStream();
        try (var tar = new GZIPInputStream(new ByteArrayInputStream(of(form, files)))) {
            for (byte[] piece = tar.readNBytes(RECORD); piece.length > 0; piece = tar.readNBytes(RECORD)) {
                try (var member = new GZIPOutputStream(archive)) {
                    member.write(piece);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return archive.toByteArray();
    }

    private static Map<String, byte[]> inOrder(String name, byte[] content, String next, byte[] nextContent) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(name, content);
        files.put(next, nextContent);
        return files;
    }

    private static void zip(ByteArrayOutputStream archive, Map<String, byte[]> files) throws IOException {
        try (var zip = new ZipOutputStream(archive)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }

    private static void tarGz(ByteArrayOutputStream archive, Map<String, byte[]> files) throws IOException {
        try (var gzip = new GZIPOutputStream(archive)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                putTar(gzip, file.getKey(), file.getValue());
            }
            gzip.write(new byte[2 * RECORD]);
        }
    }

    private static void putTar(OutputStream tar, String name, byte[] content) throws IOException {
        tar.write(header(name, content.length));
        tar.write(Arrays.copyOf(content, (content.length + RECORD - 1) / RECORD * RECORD));
    }

    /** The header of POSIX's ustar. */
    private static byte[] header(String name, int size) {
        byte[] header = new byte[RECORD];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, String.format("%011o", size) + "\0" + "00000000000\0" + "        ");
        put(header, 156, name.endsWith("/") ? "5" : "0");
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\0 ");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
