package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image is made where there is no AWT at all, and so no display, font or native library to miss. */
class SlimRuntimeTest {

    @Test
    void image_inARuntimeOfJavaBaseAlone_isTheSame(@TempDir Path folder) throws Exception {
        Path png = folder.resolve("kod1.png");
        Path output = folder.resolve("output.txt");
        Process slim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CodePrinter.class.getName(),
                        png.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(slim.waitFor(60, TimeUnit.SECONDS)).as("ends in a minute").isTrue();
        assertThat(slim.exitValue()).as(Files.readString(output)).isZero();
        assertThat(png).hasBinaryContent(QrCode.png(QrCodeTest.link(null)));
    }

    static final class CodePrinter {
        public static void main(String[] arguments) throws Exception {
            if (ModuleLayer.boot().findModule("java.desktop").isPresent()) {
                throw new AssertionError("This runtime was meant to have no AWT");
            }
            Files.write(Path.of(arguments[0]), QrCode.png(QrCodeTest.link(null)));
        }
    }
}
