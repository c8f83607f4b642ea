package dev.ksef.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.time.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * How fast do the parts of a package leave, beside the JDK's client that sends the same file? 20 parts of 50 MB go to a server in a
 * process of its own, which discards them; ours and the JDK's in turn, one part at a time. The processor time is that of this
 * process, so without the server's.
 */
public final class UploadRate {

    private static final int PARTS = 20;
    private static final int PART_BYTES = 50_000_000;
    private static final int ROUNDS = 5;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final String READY = "ready at ";
    private static final String SERVE = "serve";
    private static final int CREATED = 201;

    private final URI server;
    private final Path file;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private UploadRate(URI server, Path file) {
        this.server = server;
        this.file = file;
    }

    /** @param arguments those of the report, or {@code serve} for the process that is the server */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals(SERVE)) {
            serve();
            return;
        }
        Report report = Report.of(UploadRate.class, arguments);
        Path part = Files.createTempFile("ksef-part", ".bin");
        byte[] noise = new byte[PART_BYTES];
        new Random(1).nextBytes(noise);
        Files.write(part, noise);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploadRate.class.getName(),
                        SERVE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
            new UploadRate(URI.create(says.readLine().substring(READY.length())), part).compare(report);
        } finally {
            process.destroyForcibly();
            Files.delete(part);
        }
    }

    private static void serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            byte[] piece = new byte[PIECE_BYTES];
            int count;
            do {
                count = exchange.getRequestBody().read(piece);
            } while (count >= 0);
            exchange.sendResponseHeaders(CREATED, -1);
            exchange.close();
        });
        server.start();
        System.out.println(READY + "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What a task took. */
    private record Taken(long wallNanos, long processorNanos) {

        Taken less(Taken other) {
            return new Taken(Math.min(wallNanos, other.wallNanos), Math.min(processorNanos, other.processorNanos));
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void compare(Report report) throws IOException, InterruptedException {
        var environment = KsefEnvironment.custom("benchmark", server.toString(), server.toString());
        try (FeignTransport transport = FeignTransport.builder(environment).build()) {
            Taken ours = new Taken(Long.MAX_VALUE, Long.MAX_VALUE);
            Taken theirs = ours;
            for (int round = 0; round < ROUNDS; round++) {
                ours = ours.less(taken(() -> uploadOurs(transport)));
                theirs = theirs.less(taken(this::uploadTheirs));
            }
            report.row(
                    "20 parts of 50 MB",
                    "rate, best of " + ROUNDS,
                    "to the JDK's",
                    "target",
                    "processor time",
                    "to the JDK's");
            report.line("|---|---|---|---|---|---|");
            report.row(
                    "ours",
                    number("%.0f MB/s", rate(ours)),
                    number("%.2f", rate(ours) / rate(theirs)),
                    "at least 0.8",
                    ours.processorNanos() / 1_000_000 + " ms",
                    number("%.2f", (double) ours.processorNanos() / theirs.processorNanos()));
            report.row(
                    "the JDK's client",
                    number("%.0f MB/s", rate(theirs)),
                    "",
                    "",
                    theirs.processorNanos() / 1_000_000 + " ms",
                    "");
            report.finish();
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static double rate(Taken taken) {
        return 1e3 * PARTS * PART_BYTES / taken.wallNanos();
    }

    private static Taken taken(Task task) throws IOException, InterruptedException {
        long wall = System.nanoTime();
        long processor = ProcessorTime.nanos();
        for (int i = 0; i < PARTS; i++) {
            task.run();
        }
        return new Taken(System.nanoTime() - wall, ProcessorTime.nanos() - processor);
    }

    private void uploadOurs(FeignTransport transport) {
        var request = new PartUploadRequest(1, "PUT", SignedLink.of(server + "/part"), Map.of());
        transport.storage().upload(request, new PartFile(file), Deadline.NEVER);
    }

    private void uploadTheirs() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/part"))
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != CREATED) {
            throw new IOException("The server answered " + status);
        }
    }

    private record PartFile(Path file) implements ContentSource {

        @Override
        public long sizeBytes() {
            return PART_BYTES;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
