package dev.ksef.simulator.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, with a new profile for each page. */
record Browser(Path program, Path folder) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** The browser of this machine; without one the test is skipped, and says so. */
    static Browser assumeInstalled(Path folder) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            System.err.println("SKIPPED: Chromium is not installed, so no browser looked at the simulator's page");
        }
        assumeTrue(program.isPresent(), "SKIPPED: Chromium is not installed");
        return new Browser(program.orElseThrow(), folder);
    }

    /** The page as it stands after its scripts ran. */
    String document(URI page, String language) throws IOException, InterruptedException {
        Path output = folder.resolve("document.html");
        run(page, language, 1280, output, "--dump-dom");
        return Files.readString(output);
    }

    /** A picture of the page, as PNG. */
    Path picture(URI page, String language, int width) throws IOException, InterruptedException {
        Path picture = folder.resolve("page.png");
        Files.deleteIfExists(picture);
        run(page, language, width, folder.resolve("output"), "--screenshot=" + picture);
        return picture;
    }

    private void run(URI page, String language, int width, Path output, String wanted)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
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
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--lang=" + language,
                "--accept-lang=" + language,
                "--window-size=" + width + ",1000",
                "--virtual-time-budget=5000",
                wanted,
                page.toString()));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("browser.log").toFile())
                .start();
        if (!browser.waitFor(2, TimeUnit.MINUTES)) {
            browser.destroyForcibly();
            throw new IOException("The browser did not end: "
                    + Files.readString(folder.resolve("browser.log"), StandardCharsets.UTF_8));
        }
    }
}
