package dev.ksef.benchmarks.cluster;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.sample.LongInvoice;
import dev.ksef.simulator.identifier.NipNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The invoices of the taxpayers, each taxpayer's in a folder of its own, which all nodes read.
 *
 * @param nips the taxpayers
 * @param sellers the NIP of the seller by the hash of the invoice, in Base64
 */
record Workload(Path folder, List<String> nips, Map<String, String> sellers) {

    private static final String SELLER = "5265877635";
    private static final int LINES = 3;

    /** Writes so many invoices for each of so many taxpayers. */
    static Workload write(Path folder, int taxpayers, int invoices) throws IOException {
        var random = new Random(93);
        List<String> nips = Stream.generate(() -> NipNumbers.random(random))
                .distinct()
                .limit(taxpayers)
                .toList();
        Map<String, String> sellers = new HashMap<>();
        var crypto = new JdkCryptoEngine();
        for (String nip : nips) {
            Path own = Files.createDirectories(folder.resolve(nip));
            for (int number = 1; number <= invoices; number++) {
                byte[] xml = new String(LongInvoice.distinct(number, LINES), StandardCharsets.UTF_8)
                        .replace(SELLER, nip)
                        .getBytes(StandardCharsets.UTF_8);
                Files.write(own.resolve(String.format(Locale.ROOT, "%04d.xml", number)), xml);
                sellers.put(crypto.sha256(xml).value(), nip);
            }
        }
        return new Workload(folder, nips, Map.copyOf(sellers));
    }
}
