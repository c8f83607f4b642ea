package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.InvoiceXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same invoice is the same bytes, wherever and whenever its picture is made. */
class SameBytesTest {

    private static final int LINES = 3;

    @Test
    void secondTime_givesTheSameBytes() {
        InvoiceXml invoice = LongSale.of("FV/1", LINES);
        byte[] first = InvoiceRenderer.polish().pdf(invoice);
        assertThat(InvoiceRenderer.polish().pdf(invoice)).isEqualTo(first);
        assertThat(InvoiceRenderer.polish().pdf(LongSale.of("FV/2", LINES))).isNotEqualTo(first);
    }

    @Test
    void anotherZoneLocaleAndCharset_giveTheSameBytes() throws Exception {
        String elsewhere = PictureProcess.printed(
                List.of(),
                PictureProcess.jdk(),
                List.of(
                        "-Duser.timezone=Pacific/Kiritimati",
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Dfile.encoding=ISO-8859-2"),
                PictureProcess.class,
                "" + LINES);
        assertThat(elsewhere).isEqualTo(PictureProcess.hashes(LINES));
    }

    @Test
    void anotherJdk_givesTheSameBytes() throws Exception {
        Path other = otherJdk();
        if (other == null) {
            System.err.println(
                    "SKIPPED: /usr/lib/jvm has no JDK of another version, so bytes of two JDKs were not compared");
        }
        assumeTrue(other != null, "another JDK is installed");
        assertThat(PictureProcess.printed(List.of(), other, List.of(), PictureProcess.class, "" + LINES))
                .isEqualTo(PictureProcess.hashes(LINES));
    }

    @Test
    void machineWithoutFonts_givesTheSameBytes() throws Exception {
        String hide =
                "for f in /usr/share/fonts /usr/local/share/fonts /etc/fonts /usr/share/fontconfig /var/cache/fontconfig; do"
                        + " if [ -d $f ]; then mount -t tmpfs none $f || exit 9; fi; done; exec \"$@\"";
        List<String> before = List.of("unshare", "-m", "sh", "-c", hide, "sh");
        boolean possible = mayHideFolders();
        if (!possible) {
            System.err.println("SKIPPED: only root may hide folders by unshare, so no picture was made without fonts");
        }
        assumeTrue(possible, "folders may be hidden");
        assertThat(PictureProcess.printed(
                        before,
                        PictureProcess.jdk(),
                        List.of("-Djava.awt.headless=true"),
                        PictureProcess.class,
                        "" + LINES))
                .isEqualTo(PictureProcess.hashes(LINES));
    }

    @Test
    void severalThreads_giveTheSameBytes() throws Exception {
        InvoiceXml invoice = LongSale.of("FV/1", LINES);
        InvoiceRenderer renderer = InvoiceRenderer.polish();
        byte[] alone = renderer.pdf(invoice);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<byte[]> picture = () -> renderer.pdf(invoice);
            for (Future<byte[]> made :
                    threads.invokeAll(Stream.generate(() -> picture).limit(40).toList())) {
                assertThat(made.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static boolean mayHideFolders() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Path otherJdk() throws IOException {
        int ours = Runtime.version().feature();
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> jdks = Files.list(folder)) {
            return jdks.filter(jdk -> version(jdk) > 17 || (version(jdk) == 17 && ours != 17))
                    .filter(jdk -> version(jdk) != ours)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static int version(Path jdk) {
        try {
            return Files.readAllLines(jdk.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException none) {
            return 0;
        }
    }
}
