package dev.ksef.benchmarks;

import dev.ksef.benchmarks.sample.GeneratedInvoices;
import dev.ksef.simulator.KsefSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A simulator that a test fills without sending: with as many invoices as each line that it reads asks for. */
final class SeededSimulator {

    static final String STORED = "bytes of XML: ";

    private SeededSimulator() {}

    /** Runs until its input ends. */
    public static void main(String... arguments) throws IOException {
        GeneratedInvoices invoices = GeneratedInvoices.of(Integer.MAX_VALUE, SimulatorCost.KILOBYTES);
        int next = 0;
        try (KsefSimulator simulator =
                        KsefSimulator.builder().nip(BareSession.NIP).start();
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                long bytes = 0;
                for (int end = next + Integer.parseInt(order); next < end; next++) {
                    byte[] xml = invoices.xml(next);
                    simulator.invoices().store(new String(xml, StandardCharsets.UTF_8), Instant.now());
                    bytes += xml.length;
                }
                System.out.println(STORED + bytes);
            }
        }
    }
}
