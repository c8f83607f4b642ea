package dev.ksef.benchmarks;

import dev.ksef.benchmarks.process.JavaProcess;
import dev.ksef.benchmarks.process.SimulatorProcess;
import dev.ksef.benchmarks.report.Report;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Do a status and a list cost the simulator more when it has many invoices, and what does its start cost beside an empty JVM? Each
 * simulator is a process of its own; they get the same calls in turns, and their processor time is what counts.
 */
public final class SimulatorScale {

    private static final int FEW = 100;
    private static final int MANY = 100_000;
    private static final int CALLS = 500;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int ROUNDS = 7;
    private static final int STARTS = 15;
    private static final String STARTED = "started";

    private final BareSession session;
    private final JavaProcess process;
    private final String batch;
    private final String invoice;

    private SimulatorScale(JavaProcess process) throws GeneralSecurityException {
        String[] said = process.said(FilledSimulator.READY).split(" ", 2);
        this.process = process;
        this.session = BareSession.open(URI.create(said[0]));
        this.batch = said[1];
        this.invoice = session.get("/sessions/" + batch + "/invoices")
                .path("invoices")
                .path(0)
                .path("referenceNumber")
                .stringValue();
    }

    /** A program that does nothing, until its input ends. */
    static final class Empty {

        private Empty() {}

        public static void main(String... arguments) throws IOException {
            System.out.println(STARTED);
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        }
    }

    /** @param arguments those of the report, and maybe how many invoices are many */
    public static void main(String[] arguments) throws GeneralSecurityException {
        Report report = Report.of(SimulatorScale.class, arguments);
        int many = report.arguments().isEmpty()
                ? MANY
                : Integer.parseInt(report.arguments().get(0));
        calls(report, many);
        report.line("");
        starts(report);
        report.finish();
    }

    private static void calls(Report report, int many) throws GeneralSecurityException {
        report.row("call", "µs with " + FEW + " invoices", "with " + many, "ratio", "target");
        report.line("|---|---|---|---|---|");
        try (JavaProcess few = JavaProcess.start(FilledSimulator.class, Integer.toString(FEW));
                JavaProcess lots = JavaProcess.start(FilledSimulator.class, Integer.toString(many))) {
            SimulatorScale small = new SimulatorScale(few);
            SimulatorScale large = new SimulatorScale(lots);
            operations().forEach((name, operation) -> {
                for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                    small.micros(operation);
                    large.micros(operation);
                }
                double[] less = new double[ROUNDS];
                double[] more = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    less[round] = small.micros(operation);
                    more[round] = large.micros(operation);
                }
                report.row(
                        name,
                        number("%.0f", median(i -> less[i], ROUNDS)),
                        number("%.0f", median(i -> more[i], ROUNDS)),
                        number("%.2f", median(i -> more[i] / less[i], ROUNDS)),
                        "at most 1.5");
            });
        }
    }

    private static Map<String, Consumer<SimulatorScale>> operations() {
        Map<String, Consumer<SimulatorScale>> operations = new LinkedHashMap<>();
        operations.put("sessions", at -> at.session.get("/sessions?sessionType=Batch"));
        operations.put("status of a session", at -> at.session.get("/sessions/" + at.batch));
        operations.put("its invoices", at -> at.session.get("/sessions/" + at.batch + "/invoices"));
        operations.put("its rejected invoices", at -> at.session.get("/sessions/" + at.batch + "/invoices/failed"));
        operations.put(
                "status of an invoice", at -> at.session.get("/sessions/" + at.batch + "/invoices/" + at.invoice));
        operations.put("metadata by storage, the oldest", at -> at.query("PermanentStorage", "Asc"));
        operations.put("metadata by storage, the newest", at -> at.query("PermanentStorage", "Desc"));
        operations.put("metadata by date of issue", at -> at.query("Issue", "Asc"));
        operations.put("sign-ins", at -> at.session.get("/auth/sessions"));
        operations.put("KSeF tokens", at -> at.session.get("/tokens"));
        operations.put("certificates", at -> at.session.post("/certificates/query", "{}"));
        return operations;
    }

    private void query(String date, String order) {
        Instant from = Instant.now().minus(Duration.ofDays(50));
        session.post(
                "/invoices/query/metadata?pageSize=10&sortOrder=" + order,
                "{\"subjectType\":\"Subject1\",\"dateRange\":{\"dateType\":\"" + date + "\",\"from\":\"" + from
                        + "\"}}");
    }

    /** The processor time of one call. */
    private double micros(Consumer<SimulatorScale> operation) {
        long begun = process.processorNanos();
        for (int i = 0; i < CALLS; i++) {
            operation.accept(this);
        }
        return (process.processorNanos() - begun) / 1e3 / CALLS;
    }

    private static void starts(Report report) {
        double[] ours = new double[STARTS];
        double[] empty = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (JavaProcess nothing = JavaProcess.start(Empty.class)) {
                nothing.said(STARTED);
                empty[i] = nothing.processorNanos() / 1e6;
            }
            try (SimulatorProcess simulator = SimulatorProcess.start()) {
                ours[i] = simulator.process().processorNanos() / 1e6;
            }
        }
        report.row("start", "ms of processor time", "of an empty JVM", "ratio", "target");
        report.line("|---|---|---|---|---|");
        report.row(
                "simulator",
                number("%.0f", median(i -> ours[i], STARTS)),
                number("%.0f", median(i -> empty[i], STARTS)),
                number("%.2f", Arrays.stream(ours).sum() / Arrays.stream(empty).sum()),
                "at most 3");
    }

    private static double median(IntToDoubleFunction values, int count) {
        return IntStream.range(0, count).mapToDouble(values).sorted().toArray()[count / 2];
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
