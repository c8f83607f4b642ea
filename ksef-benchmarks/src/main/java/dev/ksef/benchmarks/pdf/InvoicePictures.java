package dev.ksef.benchmarks.pdf;

import dev.ksef.benchmarks.ProcessorTime;
import dev.ksef.benchmarks.fa3.LongSale;
import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.InvoiceRenderer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * What does it cost to draw an invoice of 20 lines as PDF? {@code cost} tells the processor time beside FOP alone, which sets the
 * same formatting objects, written beforehand, with the same fonts and options. {@code memory COUNT} draws so many invoices, one
 * after another, and tells what is left in the heap after a tenth of them and after all; with {@code -Xmx64m} it shows that no
 * more is needed.
 */
public final class InvoicePictures {

    private static final String BARE = "FOP alone";

    private InvoicePictures() {}

    /** @param arguments {@code cost}, or {@code memory} and how many; and {@code --write FILE} */
    public static void main(String[] arguments) {
        String part = arguments.length == 0 ? "" : arguments[0];
        Report report = Report.ofPart(part, InvoicePictures.class, arguments);
        List<String> given = report.arguments();
        if (part.equals("cost") && given.size() == 1) {
            cost(report);
        } else if (part.equals("memory") && given.size() == 2) {
            memory(report, Integer.parseInt(given.get(1)));
        } else {
            throw new IllegalArgumentException("Say cost, or memory and a number such as 1000");
        }
        report.finish();
    }

    private static void cost(Report report) {
        InvoiceXml invoice = LongSale.made(1);
        InvoiceRenderer renderer = InvoiceRenderer.polish();
        var bare = new BareFop(FormattingObjects.of(invoice));
        var ways = new InTurns()
                .way("PDF of an invoice", () -> renderer.pdf(invoice))
                .way("HTML of an invoice", () -> renderer.html(invoice))
                .way(BARE, bare::pdf)
                .measure();
        InTurns.head(report);
        ways.compare(report, "PDF of an invoice", BARE, "at most 1.3", "");
        ways.compare(report, "HTML of an invoice", BARE, "", "");
    }

    private static void memory(Report report, int count) {
        InvoiceRenderer renderer = InvoiceRenderer.polish();
        long begun = ProcessorTime.nanos();
        long bytes = 0;
        long early = 0;
        for (int made = 1; made <= count; made++) {
            bytes += renderer.pdf(LongSale.made(made)).length;
            if (made == Math.max(1, count / 10)) {
                early = kilobytesLeft();
            }
        }
        long late = kilobytesLeft();
        long took = ProcessorTime.nanos() - begun;
        report.row(
                "invoices", "MB of PDF", "heap left after a tenth", "after all", "-Xmx", "ms of processor time each");
        report.line("|---|---|---|---|---|---|");
        report.row(
                count,
                bytes / 1_000_000,
                early + " kB",
                late + " kB",
                (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                String.format(Locale.ROOT, "%.1f", took / 1e6 / count));
    }

    /** What a collection leaves. */
    private static long kilobytesLeft() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1000;
    }
}
