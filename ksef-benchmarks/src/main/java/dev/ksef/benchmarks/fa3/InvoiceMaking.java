package dev.ksef.benchmarks.fa3;

import dev.ksef.benchmarks.ProcessorTime;
import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * What does it cost to build, check and write invoices of 20 lines? {@code cost} tells the processor time beside the JDK's
 * streaming writer, which writes the same bytes and knows all of them beforehand. {@code memory COUNT} makes so many, one after
 * another, and tells what is left in the heap after a tenth of them and after all; with {@code -Xmx64m} it shows that
 * no more is needed.
 */
public final class InvoiceMaking {

    private static final String BARE = "bare StAX";

    private InvoiceMaking() {}

    /** @param arguments {@code cost}, or {@code memory} and how many; and {@code --write FILE} */
    public static void main(String[] arguments) {
        String part = arguments.length == 0 ? "" : arguments[0];
        Report report = Report.ofPart(part, InvoiceMaking.class, arguments);
        List<String> given = report.arguments();
        if (part.equals("cost") && given.size() == 1) {
            cost(report);
        } else if (part.equals("memory") && given.size() == 2) {
            memory(report, Integer.parseInt(given.get(1)));
        } else {
            throw new IllegalArgumentException("Say cost, or memory and a number such as 10000");
        }
        report.finish();
    }

    private static void cost(Report report) {
        Faktura invoice = LongSale.built(1);
        var bare = BareWriting.of(LongSale.made(1).bytes());
        var ways = new InTurns()
                .way("build, check and write", () -> LongSale.made(1))
                .way("build", () -> LongSale.built(1))
                .way("check", () -> LongSale.checked(invoice))
                .way("write", () -> FakturaXml.write(invoice))
                .way(BARE, bare::write)
                .measure();
        InTurns.head(report);
        ways.compare(report, "build, check and write", BARE, "at most 2", "");
        ways.compare(report, "build", BARE, "", "");
        ways.compare(report, "check", BARE, "", "");
        ways.compare(report, "write", BARE, "", "");
    }

    private static void memory(Report report, int count) {
        long begun = ProcessorTime.nanos();
        long bytes = 0;
        long early = 0;
        for (int made = 1; made <= count; made++) {
            bytes += LongSale.made(made).sizeBytes();
            if (made == Math.max(1, count / 10)) {
                early = kilobytesLeft();
            }
        }
        long late = kilobytesLeft();
        long took = ProcessorTime.nanos() - begun;
        report.row(
                "invoices", "MB of XML", "heap left after a tenth", "after all", "-Xmx", "ms of processor time each");
        report.line("|---|---|---|---|---|---|");
        report.row(
                count,
                bytes / 1_000_000,
                early + " kB",
                late + " kB",
                (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                String.format(Locale.ROOT, "%.2f", took / 1e6 / count));
    }

    /** What a collection leaves. */
    private static long kilobytesLeft() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1000;
    }
}
