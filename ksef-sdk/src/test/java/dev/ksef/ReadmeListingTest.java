package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The README, held against what there is: its listing, and its coordinates. */
class ReadmeListingTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String README = text(ROOT.resolve("README.md"));
    private static final Pattern LISTING = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final OfficialContract contract = new OfficialContract();

    @RegisterExtension
    private final SimulatorExtension simulators =
            new SimulatorExtension(KsefSimulator.builder().observer(contract));

    @Test
    void listing_compilesWithItsImports_andRuns(KsefSimulator simulator, @TempDir Path folder) throws Exception {
        Files.write(
                folder.resolve("invoice.xml"),
                Scenario.invoice(simulator.nip(), "FV/1", LocalDate.now(ZoneId.of("Europe/Warsaw"))));
        String listing = listing();
        listing = replaced(listing, "\"5265877635\"", quoted(simulator.nip()));
        listing = replaced(
                listing,
                "KsefEnvironment.TEST",
                "KsefEnvironment.custom(\"simulated\", "
                        + quoted(simulator.baseUri().toString()) + ", \"https://qr-test.ksef.mf.gov.pl\")");
        for (String file : List.of("invoice.xml", "upo.xml", "kod1.png")) {
            listing =
                    replaced(listing, quoted(file), quoted(folder.resolve(file).toString()));
        }
        run(listing, folder);

        assertThat(folder.resolve("upo.xml")).content().contains("Potwierdzenie", simulator.nip());
        assertThat(folder.resolve("kod1.png")).isNotEmptyFile();
        assertThat(simulators).isNotNull();
        assertThat(contract.log()).contains("POST /v2/sessions/online 201");
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void coordinates_areThoseOfTheBuild() {
        Matcher version = Pattern.compile("<artifactId>ksef-parent</artifactId>\\s*<version>(.*?)</version>")
                .matcher(text(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        for (String artifact : List.of("ksef-sdk", "ksef-signature-dss")) {
            assertThat(README)
                    .contains(
                            "<artifactId>" + artifact + "</artifactId>\n  <version>" + version.group(1) + "</version>")
                    .contains("\"dev.ksef:" + artifact + ":" + version.group(1) + "\"");
        }
    }

    private static String listing() {
        Matcher listings = LISTING.matcher(README);
        assertThat(listings.find()).as("a listing").isTrue();
        return listings.group(1);
    }

    private static String replaced(String listing, String what, String by) {
        assertThat(listing).containsOnlyOnce(what);
        return listing.replace(what, by);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static void run(String listing, Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("FirstInvoice.java"), listing);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-cp", classPath, "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(source.toFile()))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        URL[] classes = {folder.toUri().toURL()};
        try (var loader = new URLClassLoader(classes, ReadmeListingTest.class.getClassLoader())) {
            loader.loadClass("FirstInvoice").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
