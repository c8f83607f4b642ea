package dev.ksef.benchmarks;

import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.adapter.compress.ZipArchiver;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.feign.JsonInvoiceMetadataFormat;
import dev.ksef.benchmarks.report.Beside;
import dev.ksef.benchmarks.sample.ArchiveStorage;
import dev.ksef.benchmarks.sample.ExportedArchive;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.export.Export;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.export.Exports;
import dev.ksef.domain.export.FetchedPackage;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.transport.FakeTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to fetch an exported package, from its encrypted parts in memory to the archive in a stream, and to the
 * invoices? The floors make the steps that nobody can leave out with the JDK alone: two hashes and one decryption, and for the
 * invoices inflating and a hash of each. The way most clients go holds each part, and the archive, in byte arrays.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class ExportDownloadBenchmark {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ReferenceNumber EXPORT = new ReferenceNumber("20261102-EH-0000000000-0000000000-00");

    /** How many invoices; KSeF puts 10 000 into a package. */
    @Param("10000")
    int invoices;

    /** The size of each invoice. */
    @Param("10")
    int kilobytes;

    /** The level of compression: 6, as KSeF does; 0 makes an archive as large as its invoices. */
    @Param({"6", "0"})
    int level;

    private final JdkCryptoEngine crypto = new JdkCryptoEngine();
    private final InvoiceMetadataFormat format = new JsonInvoiceMetadataFormat(new KsefListener() {});
    private final Path directory = temporary();
    private List<ExportedArchive.Part> parts = List.of();
    private ExportedArchive archive = made(1, 1);
    private Exports exports = exports();

    private static Path temporary() {
        try {
            return Files.createTempDirectory("ksef-benchmark");
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** Makes the package. */
    @Setup
    public void fill() {
        archive.close();
        archive = made(invoices, kilobytes);
        parts = archive.parts();
        exports = exports();
        System.gc();
    }

    private ExportedArchive made(int count, int size) {
        try {
            return ExportedArchive.of(count, size, level, crypto);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** Takes the package away. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        archive.close();
        Files.deleteIfExists(directory);
    }

    /** Two hashes and one decryption, piece by piece, and nothing else: the floor of {@link #handOut}. */
    @Benchmark
    public long handOutFloor(ProcessorTime time) throws GeneralSecurityException {
        long begun = ProcessorTime.nanos();
        byte[] piece = new byte[PIECE_BYTES];
        byte[] plain = new byte[PIECE_BYTES + 16];
        long bytes = 0;
        for (ExportedArchive.Part part : parts) {
            MessageDigest encryptedHash = MessageDigest.getInstance("SHA-256");
            MessageDigest plainHash = MessageDigest.getInstance("SHA-256");
            Cipher cipher = cipher();
            ByteBuffer content = part.content().duplicate();
            while (content.hasRemaining()) {
                int count = Math.min(piece.length, content.remaining());
                content.get(piece, 0, count);
                encryptedHash.update(piece, 0, count);
                int made = content.hasRemaining()
                        ? cipher.update(piece, 0, count, plain)
                        : cipher.doFinal(piece, 0, count, plain);
                plainHash.update(plain, 0, made);
                bytes += made;
            }
            bytes += encryptedHash.digest().length + plainHash.digest().length;
        }
        return time.count(begun, bytes);
    }

    /**
     * The steps of {@link #handOutFloor} with the JDK alone, by way of a file: each encrypted part is written into one, and read,
     * decrypted and hashed before its plain text is handed out, for which it is read and decrypted once more.
     */
    @Benchmark
    public long handOutFloorOnDisk(ProcessorTime time) throws GeneralSecurityException, IOException {
        long begun = ProcessorTime.nanos();
        byte[] piece = new byte[PIECE_BYTES];
        byte[] plain = new byte[PIECE_BYTES + 16];
        long bytes = 0;
        for (ExportedArchive.Part part : parts) {
            Path file = directory.resolve("part");
            MessageDigest encryptedHash = MessageDigest.getInstance("SHA-256");
            MessageDigest plainHash = MessageDigest.getInstance("SHA-256");
            try (OutputStream into = Files.newOutputStream(file)) {
                ByteBuffer content = part.content().duplicate();
                while (content.hasRemaining()) {
                    int count = Math.min(piece.length, content.remaining());
                    content.get(piece, 0, count);
                    into.write(piece, 0, count);
                }
            }
            for (boolean first : new boolean[] {true, false}) {
                Cipher cipher = cipher();
                try (InputStream from = Files.newInputStream(file)) {
                    for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                        int made = cipher.update(piece, 0, count, plain);
                        if (first) {
                            encryptedHash.update(piece, 0, count);
                            plainHash.update(plain, 0, made);
                        }
                        bytes += made;
                    }
                    bytes += cipher.doFinal().length;
                }
            }
            bytes += encryptedHash.digest().length + plainHash.digest().length;
            Files.delete(file);
        }
        return time.count(begun, bytes);
    }

    /** The same steps, each part in byte arrays: hashed, decrypted, hashed, put behind the others. */
    @Benchmark
    public long handOutInMemory(ProcessorTime time) throws GeneralSecurityException {
        long begun = ProcessorTime.nanos();
        return time.count(begun, inMemory().length);
    }

    /** All parts fetched, compared with their hashes, and the archive written into a stream. */
    @Benchmark
    @Beside(value = "handOutFloor", target = "at least 0.9 by processor time")
    @Beside("handOutFloorOnDisk")
    @Beside("handOutInMemory")
    public long handOut(ProcessorTime time) {
        long begun = ProcessorTime.nanos();
        try (FetchedPackage fetched = fetched()) {
            fetched.writeTo(OutputStream.nullOutputStream());
            return time.count(begun, fetched.description().parts().size());
        }
    }

    /** All parts fetched, and compared with their hashes. */
    @Benchmark
    public long fetchAlone(ProcessorTime time) {
        long begun = ProcessorTime.nanos();
        try (FetchedPackage fetched = fetched()) {
            return time.count(begun, fetched.description().parts().size());
        }
    }

    /** What {@link #handOutFloor} does, then inflating and a hash of each invoice, from memory: the floor of {@link #forEach}. */
    @Benchmark
    public long forEachFloor(ProcessorTime time) throws GeneralSecurityException, IOException {
        long begun = ProcessorTime.nanos();
        return time.count(begun, unzipped(inMemory()));
    }

    /** The metadata alone, read row by row: what {@link #forEach} does beside the steps of its floor. */
    @Benchmark
    public long metadataAlone(ProcessorTime time) {
        long begun = ProcessorTime.nanos();
        var rows = new long[1];
        format.read(new ByteArrayInputStream(archive.metadata()), row -> rows[0]++);
        return time.count(begun, rows[0]);
    }

    /** All parts fetched, compared with their hashes, and each invoice handed out. */
    @Benchmark
    @Beside(value = "forEachFloor", target = "at least 0.9 by processor time")
    public long forEach(ProcessorTime time) {
        long begun = ProcessorTime.nanos();
        var bytes = new long[1];
        try (FetchedPackage fetched = fetched()) {
            fetched.forEachInvoice(invoice -> bytes[0] += invoice.xml().sizeBytes());
        }
        return time.count(begun, bytes[0]);
    }

    private byte[] inMemory() throws GeneralSecurityException {
        var plain = new ByteArrayOutputStream();
        for (ExportedArchive.Part part : parts) {
            byte[] encrypted = new byte[(int) part.encryptedBytes()];
            part.content().duplicate().get(encrypted);
            refuseOther(MessageDigest.getInstance("SHA-256").digest(encrypted), part.encryptedHash());
            byte[] decrypted = cipher().doFinal(encrypted);
            refuseOther(MessageDigest.getInstance("SHA-256").digest(decrypted), part.plainHash());
            plain.writeBytes(decrypted);
        }
        return plain.toByteArray();
    }

    private static void refuseOther(byte[] hash, Sha256 declared) {
        if (!Sha256.of(hash).equals(declared)) {
            throw new IllegalStateException("The part has another hash");
        }
    }

    private static long unzipped(byte[] plain) throws GeneralSecurityException, IOException {
        long bytes = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(plain))) {
            while (zip.getNextEntry() != null) {
                byte[] content = zip.readAllBytes();
                bytes += content.length + MessageDigest.getInstance("SHA-256").digest(content).length;
            }
        }
        return bytes;
    }

    private Cipher cipher() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(archive.key().key(), "AES"),
                new IvParameterSpec(archive.key().initializationVector()));
        return cipher;
    }

    private FetchedPackage fetched() {
        try (Export export = exports.resume(EXPORT, archive.key(), ExportOptions.USUAL.directory(directory))) {
            return export.fetch(PATIENCE);
        }
    }

    private Exports exports() {
        var transport = new FakeTransport().with(InvoiceApi.class, new Exported(status()));
        return Exports.builder(
                        transport,
                        CallScope.anonymous(PATIENCE),
                        EncryptionService.builder(transport, crypto, InstantSource.system(), Time.system())
                                .build(),
                        crypto,
                        new ArchiveStorage(parts),
                        InstantSource.system(),
                        Time.system())
                .packages(List.of(ZipArchiver.create(), TarGzArchiver.create()), format)
                .build();
    }

    private ExportStatus status() {
        List<ExportedPart> told = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ExportedArchive.Part part = parts.get(i);
            told.add(new ExportedPart(
                    i + 1,
                    null,
                    "GET",
                    ArchiveStorage.link(i),
                    part.plainBytes(),
                    part.plainHash(),
                    part.encryptedBytes(),
                    part.encryptedHash(),
                    null));
        }
        return new ExportStatus(
                new StatusInfo(200, "done", List.of(), Map.of()),
                null,
                null,
                new ExportedPackage((long) invoices, null, told, false, null, null, null, null, null));
    }

    /** Tells of one export, which is done. */
    private record Exported(ExportStatus status) implements InvoiceApi {

        @Override
        public ExportStatus exportStatus(ReferenceNumber export) {
            return status;
        }

        @Override
        public ExportStarted startExport(StartExport request) {
            throw new UnsupportedOperationException("The export was started");
        }

        @Override
        public HashedDocument invoice(KsefNumber ksefNumber) {
            throw new UnsupportedOperationException("Invoices come in a package");
        }

        @Override
        public InvoiceMetadataPage metadata(InvoiceQuery filters, PageRequest page) {
            throw new UnsupportedOperationException("Metadata come in a package");
        }
    }
}
