package dev.ksef.simulator.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of invoices as its client makes it: files with names, in an archive of one of two kinds. */
public record ClientPackage(String compressionType, List<File> files) {

    public static final String ZIP = "Zip";
    public static final String TAR_GZ = "TarGz";

    /** A file of the package. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    public record File(String name, byte[] content) {}

    public static ClientPackage of(String compressionType, String... xmls) {
        List<File> files = new ArrayList<>();
        for (String xml : xmls) {
            files.add(new File("invoice-" + (files.size() + 1) + ".xml", xml.getBytes(StandardCharsets.UTF_8)));
        }
        return new ClientPackage(compressionType, files);
    }

    public byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (compressionType.equals(TAR_GZ)) {
                writeTar(bytes);
            } else {
                writeZip(bytes);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void writeZip(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (File file : files) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.content());
                zip.closeEntry();
            }
        }
    }

    private void writeTar(OutputStream out) throws IOException {
        try (GZIPOutputStream tar = new GZIPOutputStream(out)) {
            for (File file : files) {
                byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
                if (name.length > 100) {
                    writePaxName(tar, name);
                }
                tar.write(tarHeader(
                        file.name(), file.content().length, file.name().endsWith("/") ? '5' : '0'));
                writeBlocks(tar, file.content());
            }
            tar.write(new byte[1024]);
        }
    }

    /** A header that only tells the name of the next one, with its own length in front. */
    private static void writePaxName(OutputStream tar, byte[] name) throws IOException {
        // Three digits, a space, "path=", the name and the end of the line.
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write((3 + 1 + 5 + name.length + 1 + " path=").getBytes(StandardCharsets.UTF_8));
        record.write(name);
        record.write('\n');
        tar.write(tarHeader("pax", record.size(), 'x'));
        writeBlocks(tar, record.toByteArray());
    }

    public static void writeBlocks(OutputStream tar, byte[] content) throws IOException {
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }

    public static byte[] tarHeader(String name, long size, char type) {
        byte[] header = new byte[512];
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, 0, Math.min(100, bytes.length));
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 136, "00000000000");
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 148, "        ");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
