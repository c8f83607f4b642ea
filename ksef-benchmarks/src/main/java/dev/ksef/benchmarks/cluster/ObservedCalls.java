package dev.ksef.benchmarks.cluster;

import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.ExchangeObserver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the simulator was asked: who signed in, which invoice came when, and how often it refused by its limits. */
final class ObservedCalls implements ExchangeObserver {

    private static final int TOO_MANY = 429;
    private static final int ACCEPTED = 202;
    private static final Pattern CONTEXT = Pattern.compile("\"value\"\\s*:\\s*\"(\\d{10})\"");
    private static final Pattern HASH = Pattern.compile("\"invoiceHash\"\\s*:\\s*\"([^\"]+)\"");
    private static final String SENDING = "/invoices";
    private static final String SIGN_IN = "/auth/ksef-token";

    private final Map<String, String> sellers;
    private final Map<String, Integer> signIns = new TreeMap<>();
    private final Map<String, Integer> arrivals = new TreeMap<>();
    private final Map<String, List<Long>> sendings = new ConcurrentSkipListMap<>();
    private final List<String> refused = new ArrayList<>();
    private final long begun = System.nanoTime();
    private final Map<Integer, CompletableFuture<Void>> milestones = new TreeMap<>();
    private int sent;

    /** @param sellers the NIP of the seller by the hash of the invoice, in Base64 */
    ObservedCalls(Map<String, String> sellers) {
        this.sellers = sellers;
    }

    @Override
    public synchronized void observe(Exchange exchange) {
        String path = exchange.uri().getPath();
        if (exchange.status() == TOO_MANY) {
            refused.add(exchange.method() + " " + path.replaceAll("\\d{8}-[^/]+", "*") + " at "
                    + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
        } else if (exchange.method().equals("POST") && path.endsWith(SIGN_IN)) {
            signIns.merge(find(CONTEXT, exchange), 1, Integer::sum);
        } else if (exchange.method().equals("POST")
                && path.contains("/sessions/online/")
                && path.endsWith(SENDING)
                && exchange.status() == ACCEPTED) {
            arrived(find(HASH, exchange));
        }
    }

    private static String find(Pattern pattern, Exchange exchange) {
        Matcher found = pattern.matcher(new String(exchange.requestBody(), StandardCharsets.UTF_8));
        return found.find() ? found.group(1).replace("\\/", "/").replace("\\u002B", "+") : "?";
    }

    private void arrived(String hash) {
        arrivals.merge(hash, 1, Integer::sum);
        String seller = sellers.getOrDefault(hash, "?");
        sendings.computeIfAbsent(seller, first -> new ArrayList<>()).add(System.nanoTime());
        sent++;
        @Nullable CompletableFuture<Void> milestone = milestones.get(sent);
        if (milestone != null) {
            milestone.complete(null);
        }
    }

    /** Completes when so many invoices have come. */
    synchronized CompletableFuture<Void> arrivalOf(int invoices) {
        CompletableFuture<Void> milestone = milestones.computeIfAbsent(invoices, any -> new CompletableFuture<>());
        if (sent >= invoices) {
            milestone.complete(null);
        }
        return milestone;
    }

    synchronized int sent() {
        return sent;
    }

    /** How often who signed in. */
    synchronized Map<String, Integer> signIns() {
        return Map.copyOf(signIns);
    }

    /** How often each invoice was taken, by its hash. */
    synchronized Map<String, Integer> arrivals() {
        return Map.copyOf(arrivals);
    }

    /** When the invoices of each taxpayer were taken, in their order, in nanoseconds. */
    synchronized Map<String, List<Long>> sendings() {
        var copies = new TreeMap<String, List<Long>>();
        sendings.forEach((nip, times) -> copies.put(nip, List.copyOf(times)));
        return copies;
    }

    /** Which calls were answered with 429, and when. */
    synchronized List<String> refused() {
        return List.copyOf(refused);
    }
}
