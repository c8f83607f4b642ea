package dev.ksef.benchmarks.sample;

import dev.ksef.adapter.feign.JsonInvoiceMetadataFormat;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.HashingOutputStream;
import dev.ksef.port.event.KsefListener;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A package as KSeF would export it: invoices of 10 kB, and their metadata in the end, in parts of 50 MB, encrypted. The parts
 * are mapped into memory, so that they take no heap.
 */
public final class ExportedArchive implements AutoCloseable {

    static final int PART_BYTES = 50_000_000;

    /** Invoices repeat after so many kilobytes: making them would take longer than the benchmark. */
    private static final int DISTINCT_KILOBYTES = 10_000;

    private static final OffsetDateTime ACCEPTED = OffsetDateTime.parse("2026-11-02T08:00:00Z");

    /** A line of an invoice has some 380 bytes. */
    private static final int LINES_IN_10_KB = 26;

    private final Path directory;
    private final ContentKey key;
    private final CryptoEngine crypto;
    private final List<Part> parts = new ArrayList<>();
    private byte[] metadata = new byte[0];

    /** An encrypted part, and what KSeF declares of it. */
    public record Part(MappedByteBuffer content, Sha256 encryptedHash, long plainBytes, Sha256 plainHash) {

        public long encryptedBytes() {
            return content.capacity();
        }
    }

    private ExportedArchive(CryptoEngine crypto) throws IOException {
        this.crypto = crypto;
        this.key = crypto.newContentKey();
        this.directory = Files.createTempDirectory("ksef-exported");
    }

    /**
     * Makes a package.
     *
     * @param kilobytes the size of each invoice
     * @param level of compression; 0 stores the invoices as they are
     */
    public static ExportedArchive of(int invoices, int kilobytes, int level, CryptoEngine crypto) throws IOException {
        var format = new JsonInvoiceMetadataFormat(new KsefListener() {});
        var archive = new ExportedArchive(crypto);
        try (var zip = new ZipOutputStream(archive.new CutOutput(), StandardCharsets.UTF_8)) {
            zip.setLevel(level);
            var metadata = new ByteArrayOutputStream();
            metadata.writeBytes("{\"invoices\":[".getBytes(StandardCharsets.UTF_8));
            List<byte[]> distinct = new ArrayList<>();
            for (int i = 0; i < invoices; i++) {
                if (distinct.size() * kilobytes < DISTINCT_KILOBYTES) {
                    distinct.add(LongInvoice.distinct(i, LINES_IN_10_KB * kilobytes / 10));
                }
                byte[] xml = distinct.get(i % distinct.size());
                InvoiceMetadata row = row(i, number(i), ACCEPTED.plusSeconds(i), crypto.sha256(xml));
                metadata.write(i == 0 ? ' ' : ',');
                metadata.writeBytes(format.write(row));
                put(zip, row.ksefNumber() + ".xml", xml);
            }
            metadata.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
            archive.metadata = metadata.toByteArray();
            put(zip, "_metadata.json", archive.metadata);
        }
        return archive;
    }

    public static InvoiceMetadata row(int index, KsefNumber number, OffsetDateTime accepted, Sha256 hash) {
        return new InvoiceMetadata(
                number,
                "H/2026/11/" + index,
                accepted.toLocalDate(),
                accepted,
                accepted,
                accepted,
                new InvoiceMetadata.Seller(Nip.of("5265877635"), "Hurtownia Części Śrubowych sp. z o.o."),
                new InvoiceMetadata.Buyer(null, "Zakład Montażowy Kowalscy " + index),
                new BigDecimal("1000.00"),
                new BigDecimal("1230.00"),
                new BigDecimal("230.00"),
                "PLN",
                null,
                null,
                FormCode.FA_3,
                false,
                false,
                hash,
                null,
                List.of(),
                null);
    }

    /** One of the 256 checksums is right. */
    private static KsefNumber number(int index) {
        String beginning = "5265877635-20261102-%06X-%06X-".formatted(index >> 24, index & 0xFFFFFF);
        return IntStream.range(0, 256)
                .mapToObj(checksum -> new KsefNumber(beginning + "%02X".formatted(checksum)))
                .filter(KsefNumber::isValid)
                .findFirst()
                .orElseThrow();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    public ContentKey key() {
        return key;
    }

    public byte[] metadata() {
        return metadata;
    }

    public List<Part> parts() {
        return parts;
    }

    @Override
    public void close() {
        key.close();
        try {
            for (int i = 0; i < parts.size(); i++) {
                Files.delete(directory.resolve("part-" + i));
            }
            Files.delete(directory);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** Cuts what is written to it into parts. */
    private final class CutOutput extends OutputStream {

        private HashingOutputStream encrypted;
        private HashingOutputStream plain;

        CutOutput() throws IOException {
            encrypted = begun();
            plain = crypto.hashing(crypto.encrypting(encrypted, key));
        }

        private HashingOutputStream begun() throws IOException {
            return crypto.hashing(new BufferedOutputStream(
                    Files.newOutputStream(directory.resolve("part-" + parts.size())), 1 << 16));
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            int left = length;
            while (left > 0) {
                if (plain.sizeBytes() == PART_BYTES) {
                    end();
                    encrypted = begun();
                    plain = crypto.hashing(crypto.encrypting(encrypted, key));
                }
                int some = (int) Math.min(left, PART_BYTES - plain.sizeBytes());
                plain.write(content, offset + length - left, some);
                left -= some;
            }
        }

        private void end() throws IOException {
            plain.close();
            try (var file = FileChannel.open(directory.resolve("part-" + parts.size()))) {
                parts.add(new Part(
                        file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()),
                        encrypted.sha256(),
                        plain.sizeBytes(),
                        plain.sha256()));
            }
        }

        @Override
        public void close() throws IOException {
            end();
        }
    }
}
