package dev.ksef.benchmarks;

import dev.ksef.benchmarks.sample.GeneratedInvoices;
import dev.ksef.simulator.KsefSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A simulator that took many invoices in ten batches, one after the other. */
final class FilledSimulator {

    static final String READY = "filled: ";
    static final int SESSIONS = 10;

    private static final int KILOBYTES = 1;

    private FilledSimulator() {}

    /**
     * Prints its address and the reference number of its last session, and runs until it is ended.
     *
     * @param arguments the number of invoices
     */
    public static void main(String... arguments) throws IOException, GeneralSecurityException {
        int inEach = Integer.parseInt(arguments[0]) / SESSIONS;
        GeneratedInvoices invoices = GeneratedInvoices.of(Integer.MAX_VALUE, KILOBYTES);
        KsefSimulator simulator = KsefSimulator.builder()
                .nip(BareSession.NIP)
                .token(BareSession.KSEF_TOKEN)
                .start();
        BareSession filler = BareSession.open(simulator.baseUri());
        String last = "";
        for (int i = 0; i < SESSIONS; i++) {
            last = filler.sendBatch(archive(invoices, i * inEach, inEach));
        }
        System.out.println(READY + simulator.baseUri() + " " + last);
    }

    private static byte[] archive(GeneratedInvoices invoices, int from, int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = from; i < from + count; i++) {
                zip.putNextEntry(new ZipEntry(i + ".xml"));
                zip.write(invoices.xml(i));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
