package dev.ksef.benchmarks;

import dev.ksef.benchmarks.process.JavaProcess;
import dev.ksef.benchmarks.process.SimulatorProcess;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.GeneratedInvoices;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What does an invoice cost the simulator that it is sent to? Processor time of the simulator's process, beside a process that takes
 * the same requests by the steps that nobody can leave out, in turns; and the heap that an invoice keeps beyond its XML, sent and
 * seeded. The client has a process of its own, which counts for nothing.
 */
public final class SimulatorCost {

    static final int KILOBYTES = 10;

    private static final int INVOICES = 1_000;
    private static final int WARM_UP_ROUNDS = 12;
    private static final int ROUNDS = 7;
    private static final int SEEDED = 20_000;
    private static final String[] OPTIONS = {"--nip", BareSession.NIP, "--token", BareSession.KSEF_TOKEN};

    private final GeneratedInvoices invoices = GeneratedInvoices.of(Integer.MAX_VALUE, KILOBYTES);
    private final List<Server> servers = new ArrayList<>();

    private SimulatorCost() {}

    /** A process that invoices are sent to. */
    private static final class Server {

        private final String name;
        private final JavaProcess process;
        private final URI uri;
        private final boolean simulator;
        private final List<Double> millis = new ArrayList<>();
        private long liveBytes;

        Server(String name, JavaProcess process, URI uri, boolean simulator) {
            this.name = name;
            this.process = process;
            this.uri = uri;
            this.simulator = simulator;
        }

        double median() {
            double[] sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    /** @param arguments nothing, or the folder of another build of the simulator's classes to measure beside */
    public static void main(String[] arguments) throws GeneralSecurityException {
        Report report = Report.of(SimulatorCost.class, arguments);
        new SimulatorCost().run(report, report.arguments());
        report.finish();
    }

    private void run(Report report, List<String> others) throws GeneralSecurityException {
        JavaProcess receiver = JavaProcess.start(BareReceiver.class);
        SimulatorProcess ours = SimulatorProcess.start(OPTIONS);
        servers.add(new Server("simulator", ours.process(), ours.baseUri(), true));
        for (String classes : others) {
            SimulatorProcess other = SimulatorProcess.startOf(classes, OPTIONS);
            servers.add(new Server("simulator of " + classes, other.process(), other.baseUri(), true));
        }
        servers.add(new Server("bare steps", receiver, URI.create(receiver.said(BareReceiver.READY)), false));
        try {
            sendAll();
            report(report);
        } finally {
            servers.forEach(server -> server.process.close());
        }
        report.line("");
        report.row("seeded", "B of an invoice beyond its XML", "target");
        report.line("|---|---|---|");
        report.row("simulator", seeded(), "at most 512");
    }

    private void sendAll() throws GeneralSecurityException {
        int next = 0;
        long xmlBytes = 0;
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            if (round == WARM_UP_ROUNDS) {
                servers.forEach(server -> {
                    server.millis.clear();
                    server.liveBytes = -server.process.liveBytes();
                });
                xmlBytes = 0;
            }
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < INVOICES; i++) {
                byte[] xml = invoices.xml(next++);
                xmlBytes += xml.length;
                bodies.add(BareSession.body(xml));
            }
            send(bodies);
        }
        for (Server server : servers) {
            server.liveBytes += server.process.liveBytes() - xmlBytes;
        }
    }

    private void send(List<String> bodies) throws GeneralSecurityException {
        BareSession last = null;
        for (Server server : servers) {
            BareSession session = server.simulator
                    ? BareSession.open(server.uri)
                    : BareSession.at(server.uri, Objects.requireNonNull(last));
            long begun = server.process.processorNanos();
            bodies.forEach(session::send);
            server.millis.add((server.process.processorNanos() - begun) / 1e6 / bodies.size());
            last = session;
            if (server.simulator && session.taken() != bodies.size()) {
                throw new IllegalStateException("Invoices are missing");
            }
        }
    }

    private void report(Report report) {
        Server bare = servers.get(servers.size() - 1);
        report.row(
                "sent",
                "ms of processor time",
                "of the bare steps",
                "ratio",
                "B of an invoice beyond its XML",
                "target");
        report.line("|---|---|---|---|---|---|");
        for (Server server : servers.subList(0, servers.size() - 1)) {
            double[] ratios = new double[ROUNDS];
            Arrays.setAll(ratios, i -> server.millis.get(i) / bare.millis.get(i));
            Arrays.sort(ratios);
            report.row(
                    server.name,
                    number("%.2f", server.median()),
                    number("%.2f", bare.median()),
                    number("%.2f", ratios[ROUNDS / 2]),
                    server.liveBytes / (ROUNDS * INVOICES),
                    "at most 512");
        }
    }

    private static long seeded() {
        try (JavaProcess simulator = JavaProcess.start(SeededSimulator.class)) {
            simulator.tell("100");
            simulator.said(SeededSimulator.STORED);
            long before = simulator.liveBytes();
            simulator.tell(Integer.toString(SEEDED));
            long xmlBytes = Long.parseLong(simulator.said(SeededSimulator.STORED));
            return (simulator.liveBytes() - before - xmlBytes) / SEEDED;
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
