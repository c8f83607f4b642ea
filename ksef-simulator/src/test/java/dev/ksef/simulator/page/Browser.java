package dev.ksef.simulator.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, started once; each page has a tab of its own, led by the protocol for developers. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Browser(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The browser of this machine; without one the test is skipped, and says so. */
    static Browser assumeInstalled(Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            System.err.println("SKIPPED: Chromium is not installed, so no browser looked at the simulator's page");
        }
        assumeTrue(program.isPresent(), "SKIPPED: Chromium is not installed");
        return start(program.orElseThrow(), folder);
    }

    private static Browser start(Path program, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("browser.log");
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--remote-debugging-port=0"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Browser(process, URI.create("http://127.0.0.1:" + port(process, folder) + "/"));
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw new IOException("The browser did not start: " + Files.readString(log), e);
        }
    }

    /** Chromium writes the port that it chose, and the path behind it, into a file of its profile. */
    private static String port(Process process, Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("profile").resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (process.isAlive() && System.nanoTime() < end) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2) {
                return lines.get(0);
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IOException("No port was told");
    }

    /** The page as it stands after its scripts ran. */
    String document(URI page, String language) throws IOException, InterruptedException {
        try (BrowserTab tab = open(page, language, 1280)) {
            return tab.document();
        }
    }

    /** A picture of the page, as PNG. */
    byte[] picture(URI page, String language, int width) throws IOException, InterruptedException {
        try (BrowserTab tab = open(page, language, width)) {
            return tab.picture();
        }
    }

    private BrowserTab open(URI page, String language, int width) throws IOException, InterruptedException {
        HttpRequest newTab = HttpRequest.newBuilder(address.resolve("/json/new"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode told = RawClient.JSON.readTree(
                http.send(newTab, BodyHandlers.ofString()).body());
        BrowserTab tab =
                BrowserTab.of(http, URI.create(told.path("webSocketDebuggerUrl").stringValue()));
        tab.show(page, language, width);
        return tab;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
