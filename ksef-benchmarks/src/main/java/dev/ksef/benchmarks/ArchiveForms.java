package dev.ksef.benchmarks;

import dev.ksef.adapter.compress.TarGzArchiver;
import dev.ksef.adapter.compress.ZipArchiver;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.GeneratedInvoices;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * ZIP or tar.gz? Both forms of one seller's month are written and read, in turn, and their bytes and processor time told: invoices
 * of 2, 10 and 40 kB, made from few templates as one program makes them, and one in fifty with an attachment of 200 kB that shrinks
 * to three quarters.
 */
public final class ArchiveForms {

    private static final int ROUNDS = 6;
    private static final int LEVEL = 6;
    private static final int DIVISOR = 100;

    private ArchiveForms() {}

    /** What a form took, the best of all rounds. */
    private static final class Form {

        private final PackageArchiver archiver;
        private long bytes;
        private long writingNanos = Long.MAX_VALUE;
        private long readingNanos = Long.MAX_VALUE;

        Form(PackageArchiver archiver) {
            this.archiver = archiver;
        }

        void measure(List<ArchiveEntry> files) {
            long begun = ProcessorTime.nanos();
            var archive = new ByteArrayOutputStream();
            archiver.write(files.iterator(), archive);
            long written = ProcessorTime.nanos();
            var limits = new ArchiveLimits(files.size(), Integer.MAX_VALUE, Long.MAX_VALUE);
            archiver.read(new ByteArrayInputStream(archive.toByteArray()), limits, (name, content) -> {});
            writingNanos = Math.min(writingNanos, written - begun);
            readingNanos = Math.min(readingNanos, ProcessorTime.nanos() - written);
            bytes = archive.size();
        }

        void report(Report report, Form other) {
            report.row(
                    archiver.compressionType(),
                    bytes / 1000 + " kB",
                    ratio(bytes, other.bytes),
                    writingNanos / 1_000_000 + " ms",
                    ratio(writingNanos, other.writingNanos),
                    readingNanos / 1_000_000 + " ms",
                    ratio(readingNanos, other.readingNanos));
        }

        private static String ratio(long own, long other) {
            return String.format(Locale.ROOT, "%.2f", (double) own / other);
        }
    }

    /** @param arguments how many invoices; 5 000 if it is missing */
    public static void main(String[] arguments) {
        Report report = Report.of(ArchiveForms.class, arguments);
        List<ArchiveEntry> files = month(
                report.arguments().isEmpty()
                        ? 5_000
                        : Integer.parseInt(report.arguments().get(0)));
        var zip = new Form(ZipArchiver.builder().level(LEVEL).build());
        var tarGz = new Form(TarGzArchiver.builder().level(LEVEL).build());
        for (int round = 0; round < ROUNDS; round++) {
            zip.measure(files);
            tarGz.measure(files);
        }
        report.row(
                "form",
                "bytes",
                "to the other",
                "processor time of writing",
                "to the other",
                "of reading",
                "to the other");
        report.line("|---|---|---|---|---|---|---|");
        zip.report(report, tarGz);
        tarGz.report(report, zip);
        report.finish();
    }

    private static List<ArchiveEntry> month(int invoices) {
        GeneratedInvoices small = GeneratedInvoices.distinct(invoices, 2, 0);
        GeneratedInvoices usual = GeneratedInvoices.distinct(invoices, 10, 0);
        GeneratedInvoices large = GeneratedInvoices.distinct(invoices, 40, 0);
        GeneratedInvoices attached = GeneratedInvoices.distinct(invoices, 10, 200);
        List<ArchiveEntry> files = new ArrayList<>();
        IntStream.range(0, invoices)
                .forEach(i -> files.add(new ArchiveEntry(
                        "faktura-" + i + ".xml",
                        (i % DIVISOR < 60 ? small : i % DIVISOR < 90 ? usual : i % DIVISOR < 98 ? large : attached)
                                .content(i))));
        return files;
    }
}
