package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory that a large package takes: its archive is five times the heap. */
@Tag("slow")
class PackageMemoryTest {

    private static final int INVOICES = 1000;

    @TempDir
    Path folder;

    @Test
    void packageOfFiveHundredMegabytes_isMadeInASmallHeap() throws Exception {
        var application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PackagingProcess.class.getName(),
                        String.valueOf(INVOICES),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(application.waitFor()).as(printed).isZero();
        System.out.print(printed);
        assertThat(new Scanner(printed).nextLong()).as(printed).isGreaterThan(500_000_000);
        assertThat(folder).as("what lies in the folder afterwards").isEmptyDirectory();
    }
}
