package dev.ksef;

import dev.ksef.adapter.compress.ZipArchiver;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackageOptions;
import dev.ksef.domain.batch.PackagePlan;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.ContentSource;
import dev.ksef.port.event.KsefListener;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A program that makes a package of invoices with large attachments, for a JVM with little memory. */
final class PackagingProcess {

    private static final int NOISE_BYTES = 500_000;
    private static final String BEGIN = """
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"><Fa><P_2>%d</P_2></Fa><Zalacznik>""";
    private static final String END = "</Zalacznik></Faktura>";

    private PackagingProcess() {}

    /** Takes the number of invoices, and a folder. */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        var crypto = new JdkCryptoEngine();
        var reader = new InvoiceReader(crypto);
        List<PackagedInvoice> invoices = IntStream.range(0, count)
                .mapToObj(i -> PackagedInvoice.of(i, i + ".xml", reader.read(InvoiceXml.of(xml(i)))))
                .toList();
        var options = PackageOptions.of(FormCode.FA_3).directory(Path.of(arguments[1]));
        PackagePlan plan = PackagePlan.of(
                options,
                invoices,
                invoice -> new Made(invoice.index(), invoice.facts().sizeBytes()));
        var packages = new Packages(
                crypto,
                PreFlight.of(KsefEnvironment.TEST),
                ZipArchiver.create(),
                InstantSource.system(),
                new KsefListener() {});
        try (InvoicePackage made = packages.make(plan)) {
            System.out.printf(
                    "%d bytes in %d parts, peak heap at most %d MiB%n",
                    made.file().fileSize(), made.parts().size(), peak() >> 20);
        }
    }

    /** Each pool had its peak at a time of its own: together they were never more than this. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** An invoice with an attachment that hardly shrinks, always in the same bytes. */
    private static byte[] xml(int index) {
        byte[] noise = new byte[NOISE_BYTES];
        new Random(index).nextBytes(noise);
        byte[] begin = BEGIN.formatted(index).getBytes(StandardCharsets.UTF_8);
        byte[] attachment = Base64.getEncoder().encode(noise);
        byte[] end = END.getBytes(StandardCharsets.UTF_8);
        byte[] xml = Arrays.copyOf(begin, begin.length + attachment.length + end.length);
        System.arraycopy(attachment, 0, xml, begin.length, attachment.length);
        System.arraycopy(end, 0, xml, begin.length + attachment.length, end.length);
        return xml;
    }

    private record Made(int index, long sizeBytes) implements ContentSource {

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(xml(index));
        }
    }
}
