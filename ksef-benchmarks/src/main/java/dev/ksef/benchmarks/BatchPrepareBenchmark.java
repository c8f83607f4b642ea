package dev.ksef.benchmarks;

import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.adapter.compress.ZipArchiver;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.report.Beside;
import dev.ksef.benchmarks.sample.LongInvoice;
import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.batch.PackageOptions;
import dev.ksef.domain.batch.PackagePlan;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.ContentSource;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to make a package of ten thousand invoices of 10 kB, from their bytes in memory to encrypted and hashed
 * parts? The floor deflates each invoice and does nothing else. The way most clients go builds the archive in memory, cuts it,
 * and encrypts each part in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
public class BatchPrepareBenchmark {

    private static final int INVOICES = 10_000;
    private static final int LINES = 26;
    private static final int LEVEL = 6;
    private static final int PART_BYTES = 5_000_000;

    private final JdkCryptoEngine crypto = new JdkCryptoEngine();
    private final List<byte[]> invoices = new ArrayList<>();
    private Path directory = Path.of(".");
    private PackagePlan plan =
            PackagePlan.of(PackageOptions.of(FormCode.FA_3), List.of(), none -> new MemoryContent(new byte[0]));

    private record MemoryContent(byte[] bytes) implements ContentSource {

        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** Makes the invoices, and reads what is known of each. */
    @Setup
    public void fill() throws IOException {
        directory = Files.createTempDirectory("ksef-benchmark");
        var reader = new InvoiceReader(crypto);
        List<PackagedInvoice> planned = new ArrayList<>();
        for (int i = 0; i < INVOICES; i++) {
            byte[] xml = LongInvoice.distinct(i, LINES);
            invoices.add(xml);
            planned.add(PackagedInvoice.of(i, "faktura-" + i + ".xml", reader.read(InvoiceXml.of(xml))));
        }
        var options = PackageOptions.of(FormCode.FA_3)
                .directory(directory)
                .limits(PackageLimits.USUAL.withPartBytes(PART_BYTES));
        plan = PackagePlan.of(options, planned, invoice -> new MemoryContent(invoices.get(invoice.index())));
        System.gc();
    }

    /** Takes the directory away. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.deleteIfExists(directory);
    }

    /** Each invoice deflated, and nothing else: the floor. */
    @Benchmark
    public long deflateAlone(ProcessorTime time) {
        long begun = ProcessorTime.nanos();
        var deflater = new Deflater(LEVEL, true);
        byte[] into = new byte[64 * 1024];
        long bytes = 0;
        for (byte[] invoice : invoices) {
            deflater.reset();
            deflater.setInput(invoice);
            deflater.finish();
            while (!deflater.finished()) {
                bytes += deflater.deflate(into);
            }
        }
        deflater.end();
        return time.count(begun, bytes);
    }

    /**
     * All that nobody can leave out, by the JDK alone and without a copy: each invoice hashed, checked by CRC-32 and deflated, what
     * comes out hashed, encrypted, and hashed. Nothing is archived or written.
     */
    @Benchmark
    @Beside("deflateAlone")
    public long bareSteps(ProcessorTime time) throws GeneralSecurityException {
        long begun = ProcessorTime.nanos();
        var deflater = new Deflater(LEVEL, true);
        MessageDigest archiveHash = MessageDigest.getInstance("SHA-256");
        MessageDigest partHash = MessageDigest.getInstance("SHA-256");
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new IvParameterSpec(new byte[16]));
        byte[] into = new byte[64 * 1024];
        byte[] encrypted = new byte[into.length + 16];
        long bytes = 0;
        for (byte[] invoice : invoices) {
            bytes += MessageDigest.getInstance("SHA-256").digest(invoice).length;
            var crc = new CRC32();
            crc.update(invoice);
            bytes += crc.getValue() & 1;
            deflater.reset();
            deflater.setInput(invoice);
            deflater.finish();
            while (!deflater.finished()) {
                int deflated = deflater.deflate(into);
                archiveHash.update(into, 0, deflated);
                int made = cipher.update(into, 0, deflated, encrypted);
                partHash.update(encrypted, 0, made);
                bytes += made;
            }
        }
        deflater.end();
        return time.count(begun, bytes + archiveHash.digest().length + partHash.digest().length);
    }

    /** ZIP at level 6, on all cores. */
    @Benchmark
    @Beside(value = "deflateAlone", target = "at least 0.9 by processor time")
    @Beside("bareSteps")
    @Beside(value = "inMemory", target = "speed at least 1.6, at least 0.95 by processor time")
    @Beside(value = "zipOnOneCore", target = "speed at least 1.7")
    public long zip(ProcessorTime time) {
        return made(ZipArchiver.builder().level(LEVEL).build(), time);
    }

    /** ZIP at level 6, on one core. */
    @Benchmark
    @Beside("bareSteps")
    public long zipOnOneCore(ProcessorTime time) {
        return made(ZipArchiver.builder().level(LEVEL).threads(1).build(), time);
    }

    /** ZIP at level 1. */
    @Benchmark
    @Beside("zip")
    public long zipFast(ProcessorTime time) {
        return made(ZipArchiver.builder().level(1).build(), time);
    }

    /** One tar in one gzip member, at level 6. */
    @Benchmark
    @Beside("zip")
    public long tarGz(ProcessorTime time) {
        return made(TarGzArchiver.builder().level(LEVEL).build(), time);
    }

    /** The way most clients go: archive, parts and ciphertexts in memory. */
    @Benchmark
    public long inMemory(ProcessorTime time) throws IOException {
        long begun = ProcessorTime.nanos();
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive, StandardCharsets.UTF_8)) {
            zip.setLevel(LEVEL);
            for (int i = 0; i < invoices.size(); i++) {
                zip.putNextEntry(new ZipEntry(i + ".xml"));
                zip.write(invoices.get(i));
                zip.closeEntry();
            }
        }
        byte[] plain = archive.toByteArray();
        long bytes = crypto.sha256(plain).value().length();
        try (ContentKey key = crypto.newContentKey()) {
            for (int at = 0; at < plain.length; at += PART_BYTES) {
                byte[] part = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + PART_BYTES));
                byte[] encrypted = crypto.encrypt(part, key);
                bytes += encrypted.length + crypto.sha256(encrypted).value().length();
            }
        }
        return time.count(begun, bytes);
    }

    private long made(PackageArchiver archiver, ProcessorTime time) {
        long begun = ProcessorTime.nanos();
        var packages = new Packages(
                crypto, PreFlight.of(KsefEnvironment.TEST), archiver, InstantSource.system(), new KsefListener() {});
        try (InvoicePackage made = packages.make(plan)) {
            return time.count(begun, made.file().fileSize());
        }
    }
}
