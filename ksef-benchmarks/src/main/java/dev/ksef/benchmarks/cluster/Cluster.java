package dev.ksef.benchmarks.cluster;

import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Do several nodes send the invoices of many taxpayers as one would, although one of them dies and another stands still for
 * a while? Each node has all submissions to make. They share tokens, keys and the journal in a PostgreSQL, and the counting
 * of calls in a Redis. The simulator keeps the limits of production. It needs {@code kill} and, as root, {@code unshare}.
 *
 * <p>The exit code is 0 if all that has to be so is so, 1 otherwise.
 */
public final class Cluster {

    private static final int NODES = 3;
    private static final int TAXPAYERS = 40;
    private static final int INVOICES = 75;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final double LEAST_SHARE = 0.9;

    private final PrintStream out;
    private final Workload workload;
    private final ObservedCalls calls;
    private final Instant begun = Instant.now();

    private Cluster(PrintStream out, Workload workload) {
        this.out = out;
        this.workload = workload;
        this.calls = new ObservedCalls(workload.sellers());
    }

    /** @param arguments how many taxpayers and how many invoices each, if not the usual 40 and 75 */
    public static void main(String[] arguments) throws Exception {
        int taxpayers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TAXPAYERS;
        int invoices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : INVOICES;
        Path folder = Files.createTempDirectory("ksef-cluster");
        boolean met;
        try {
            met = new Cluster(System.out, Workload.write(folder, taxpayers, invoices)).run();
        } finally {
            delete(folder);
        }
        System.exit(met ? 0 : 1);
    }

    private boolean run() throws Exception {
        List<NodeProcess> nodes = new ArrayList<>();
        try (Servers servers = Servers.start(workload, calls)) {
            Path settings = settings(servers);
            tell(workload.sellers().size() + " invoices of " + workload.nips().size() + " taxpayers, " + NODES
                    + " nodes");
            for (int number = 1; number <= NODES; number++) {
                nodes.add(NodeProcess.start(number, settings));
            }
            for (NodeProcess node : nodes) {
                await(node.ready());
            }
            for (NodeProcess node : nodes) {
                node.letGo();
            }
            tell("all nodes begin");
            disturb(nodes);
            boolean inTime = awaitAll(nodes.subList(1, NODES));
            return report(servers, nodes, inTime);
        } finally {
            nodes.forEach(NodeProcess::close);
        }
    }

    /** The first node dies when half of all invoices have come, the last one stands still when a fifth has. */
    private void disturb(List<NodeProcess> nodes) throws Exception {
        int all = workload.sellers().size();
        NodeProcess stopped = nodes.get(NODES - 1);
        await(calls.arrivalOf(all / 5));
        stopped.stop();
        tell(stopped.name() + " stands still");
        pause(LEASE.multipliedBy(3).dividedBy(2));
        stopped.resume();
        tell(stopped.name() + " goes on");
        await(calls.arrivalOf(all / 2));
        nodes.get(0).kill();
        tell(nodes.get(0).name() + " is dead");
    }

    private static void await(CompletableFuture<Void> milestone) throws Exception {
        milestone.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void pause(Duration duration) throws InterruptedException {
        Time.system().sleepUntil(Deadline.after(duration, Time.system()).atMillis());
    }

    private boolean awaitAll(List<NodeProcess> nodes) throws InterruptedException, ExecutionException {
        try {
            CompletableFuture.allOf(nodes.stream().map(NodeProcess::finished).toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    private boolean report(Servers servers, List<NodeProcess> nodes, boolean inTime) {
        tell("the living nodes have ended; the load of this machine is "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        // Before the sellers look, who sign in for that.
        Map<String, Integer> signIns = calls.signIns();
        List<String> refused = calls.refused();
        var kept = KeptInvoices.of(servers.simulator(), workload, begun.minus(Duration.ofHours(1)));
        nodes.forEach(this::describe);
        var judgement = new Judgement(out);
        judgement.require("the living nodes end in time", inTime ? "yes" : "no", inTime);
        judgeSignIns(judgement, signIns);
        judgement.require("no 429", refused.isEmpty() ? "none" : refused.toString(), refused.isEmpty());
        judgeShare(judgement, nodes);
        judgeInvoices(judgement, kept);
        nodes.subList(1, NODES).forEach(node -> judgeNode(judgement, node, kept));
        return judgement.isMet();
    }

    private void describe(NodeProcess node) {
        int sent = node.sent().values().stream().mapToInt(Integer::intValue).sum();
        out.println("  " + node.name() + " sent " + sent + " invoices of "
                + node.sent().size() + " taxpayers, saw " + node.ended().size() + " submissions end, and counted "
                + node.timesAlone() + " times without Redis");
        node.troubles().forEach(trouble -> out.println("    " + trouble));
    }

    private void judgeSignIns(Judgement judgement, Map<String, Integer> signIns) {
        Map<String, Integer> odd = new TreeMap<>();
        workload.nips().forEach(nip -> odd.put(nip, signIns.getOrDefault(nip, 0)));
        odd.values().removeIf(times -> times == 1);
        judgement.require("one sign-in for each taxpayer", odd.isEmpty() ? "yes" : odd.toString(), odd.isEmpty());
    }

    private void judgeShare(Judgement judgement, List<NodeProcess> nodes) {
        var all = new UsedTime(Duration.ZERO, Duration.ZERO);
        var undisturbed = all;
        int alone = 0;
        for (var sending : calls.sendings().entrySet()) {
            UsedTime used = UsedTime.of(sending.getValue());
            all = all.plus(used);
            if (used.share() < LEAST_SHARE) {
                out.println("    of " + sending.getKey() + " " + text(used.share()) + " was used, by "
                        + senders(sending.getKey(), nodes));
            }
            if (nodes.stream()
                            .filter(node -> node.sent().containsKey(sending.getKey()))
                            .count()
                    == 1) {
                undisturbed = undisturbed.plus(used);
                alone++;
            }
        }
        judgement.require(
                "at least " + LEAST_SHARE + " of what the limits permit is used while there is something to send",
                text(all.share()) + "; for the " + alone + " taxpayers of a single node " + text(undisturbed.share()),
                all.share() >= LEAST_SHARE);
    }

    private static String senders(String nip, List<NodeProcess> nodes) {
        return nodes.stream()
                .filter(node -> node.sent().containsKey(nip))
                .map(node -> node.name() + " (" + node.sent().get(nip) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String text(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }

    private void judgeInvoices(Judgement judgement, KeptInvoices kept) {
        Set<String> distinct = new TreeSet<>(kept.hashes());
        int invoices = workload.sellers().size();
        judgement.require(
                "none is lost",
                distinct.size() + " of " + invoices,
                distinct.equals(workload.sellers().keySet()));
        judgement.require(
                "none is doubled",
                kept.hashes().size() + " kept by KSeF",
                kept.hashes().size() == distinct.size() && kept.numbers().size() == distinct.size());
        long again =
                calls.arrivals().values().stream().filter(times -> times > 1).count();
        judgement.require("none was sent twice", again + " were, and refused as duplicates", again == 0);
    }

    private void judgeNode(Judgement judgement, NodeProcess node, KeptInvoices kept) {
        Set<String> numbers = new TreeSet<>();
        node.ended().values().forEach(numbers::addAll);
        judgement.require(
                node.name() + " knows the KSeF number of each",
                numbers.size() + " in " + node.ended().size() + " submissions",
                numbers.equals(kept.numbers()));
    }

    private Path settings(Servers servers) throws IOException {
        var settings = new Properties();
        settings.setProperty("ksef", servers.simulator().baseUri().toString());
        settings.setProperty("database", servers.databaseUrl());
        settings.setProperty("redis", servers.redisUri());
        settings.setProperty("key", "of this run, and of no other one");
        settings.setProperty("nodes", Integer.toString(NODES));
        settings.setProperty("lease", Long.toString(LEASE.toMillis()));
        settings.setProperty("folder", workload.folder().toString());
        settings.setProperty("nips", String.join(",", workload.nips()));
        servers.simulator().tokens().forEach((nip, token) -> settings.setProperty("token." + nip, token));
        Path file = Files.createFile(
                workload.folder().resolve("nodes.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }

    private void tell(String what) {
        Duration after = Duration.between(begun, Instant.now());
        out.println(String.format(Locale.ROOT, "%4d s  %s (%d sent)", after.toSeconds(), what, calls.sent()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
