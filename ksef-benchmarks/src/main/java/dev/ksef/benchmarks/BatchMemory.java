package dev.ksef.benchmarks;

import dev.ksef.adapter.compress.ZipArchiver;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.GeneratedInvoices;
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
import dev.ksef.port.event.KsefListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How much heap does a package of 10 000 invoices need? {@code ours MEGABYTES} makes one of so many megabytes of invoices,
 * {@code noise MEGABYTES} one whose archive has about so many, {@code inMemory MEGABYTES} one as most clients do, and each tells
 * its peak. {@code smallest MEGABYTES} finds the smallest {@code -Xmx} with which a JVM of its own completes, for us and for the
 * other way.
 */
public final class BatchMemory {

    private static final int INVOICES = 10_000;
    private static final int PART_BYTES = 50_000_000;

    private BatchMemory() {}

    /** @param arguments the way, and megabytes */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String way = arguments[0];
        Report report = Report.ofPart(way, BatchMemory.class, arguments);
        int kilobytes = Integer.parseInt(arguments[1]) * 1000 / INVOICES;
        switch (way) {
            case "ours" -> tell(report, ours(GeneratedInvoices.of(INVOICES, kilobytes)));
            case "noise" -> tell(report, ours(GeneratedInvoices.of(INVOICES, 10, kilobytes * 4 / 3)));
            case "inMemory" -> tell(report, inMemory(GeneratedInvoices.of(INVOICES, kilobytes)));
            case "smallest" -> compare(report, arguments[1]);
            default -> throw new IllegalArgumentException("Say ours, noise, inMemory or smallest, and megabytes");
        }
        report.finish();
    }

    private static void tell(Report report, long archiveBytes) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        report.row("archive", "peak heap, at most", "-Xmx", "processor time");
        report.line("|---|---|---|---|");
        report.row(
                archiveBytes / 1_000_000 + " MB",
                (peak >> 20) + " MiB",
                (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                ProcessorTime.nanos() / 1_000_000_000 + " s");
    }

    private static long ours(GeneratedInvoices invoices) {
        var crypto = new JdkCryptoEngine();
        var reader = new InvoiceReader(crypto);
        List<PackagedInvoice> planned = new ArrayList<>();
        for (int i = 0; i < invoices.count(); i++) {
            planned.add(PackagedInvoice.of(i, "faktura-" + i + ".xml", reader.read(InvoiceXml.of(invoices.xml(i)))));
        }
        var options = PackageOptions.of(FormCode.FA_3)
                .limits(PackageLimits.OF_KSEF)
                .directory(Path.of(System.getProperty("java.io.tmpdir")));
        PackagePlan plan = PackagePlan.of(options, planned, invoice -> invoices.content(invoice.index()));
        var packages = new Packages(
                crypto,
                PreFlight.of(KsefEnvironment.TEST),
                ZipArchiver.create(),
                InstantSource.system(),
                new KsefListener() {});
        try (InvoicePackage made = packages.make(plan)) {
            return made.file().fileSize();
        }
    }

    /** Invoices by their names, the archive, its parts and their ciphertexts, all of it in byte arrays. */
    private static long inMemory(GeneratedInvoices invoices) throws IOException {
        var crypto = new JdkCryptoEngine();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < invoices.count(); i++) {
            files.put("faktura-" + i + ".xml", invoices.xml(i));
        }
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        byte[] plain = archive.toByteArray();
        List<byte[]> encrypted = new ArrayList<>();
        try (ContentKey key = crypto.newContentKey()) {
            for (int at = 0; at < plain.length; at += PART_BYTES) {
                byte[] part = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + PART_BYTES));
                encrypted.add(crypto.encrypt(part, key));
                crypto.sha256(encrypted.get(encrypted.size() - 1));
            }
        }
        return encrypted.stream().mapToLong(part -> part.length).sum();
    }

    private static void compare(Report report, String megabytes) throws IOException, InterruptedException {
        int ours = smallest("ours", megabytes, 4, 256);
        int inMemory = smallest("inMemory", megabytes, 64, 4 * Integer.parseInt(megabytes));
        report.row("invoices", "smallest heap", "in memory", "ratio", "target");
        report.line("|---|---|---|---|---|");
        report.row(
                megabytes + " MB",
                ours + " MiB",
                inMemory + " MiB",
                String.format(Locale.ROOT, "%.2f", (double) ours / inMemory),
                "at most 0.1");
    }

    /** Halves what lies between a heap that is too small and one that is large enough, until they are a twentieth apart. */
    private static int smallest(String way, String megabytes, int tooSmall, int enough)
            throws IOException, InterruptedException {
        int low = tooSmall;
        int high = enough;
        while (high - low > Math.max(1, high / 20)) {
            int middle = (low + high) / 2;
            if (isEnough(way, megabytes, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean isEnough(String way, String megabytes, int heapMegabytes)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BatchMemory.class.getName(),
                        way,
                        megabytes)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        boolean done = process.waitFor() == 0;
        System.out.printf("%s -Xmx%dm: %s%n", way, heapMegabytes, done ? "enough" : "too small");
        return done;
    }
}
