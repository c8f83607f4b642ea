package dev.ksef.benchmarks.cluster;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.sample.LongInvoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The invoices of the taxpayers, each taxpayer's in a folder of its own, which all nodes read.
 *
 * @param nips the taxpayers
 * @param sellers the NIP of the seller by the hash of the invoice, in Base64
 */
record Workload(Path folder, List<String> nips, Map<String, String> sellers) {

    private static final int[] WEIGHTS = {6, 5, 7, 2, 3, 4, 5, 6, 7};
    private static final String SELLER = "5265877635";
    private static final int LINES = 3;

    /** Writes so many invoices for each of so many taxpayers. */
    static Workload write(Path folder, int taxpayers, int invoices) throws IOException {
        List<String> nips = IntStream.iterate(100_000_000, first -> first + 7_919)
                .filter(first -> checkDigit(first) < 10)
                .mapToObj(first -> first + "" + checkDigit(first))
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

    private static int checkDigit(int first) {
        int sum = 0;
        int left = first;
        for (int at = WEIGHTS.length - 1; at >= 0; at--, left /= 10) {
            sum += WEIGHTS[at] * (left % 10);
        }
        return sum % 11;
    }
}
