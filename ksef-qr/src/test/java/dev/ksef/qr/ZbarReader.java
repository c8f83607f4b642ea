package dev.ksef.qr;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** {@code zbarimg}, a reader that shares no code with ZXing. */
final class ZbarReader {

    private ZbarReader() {}

    static void assumeInstalled() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("zbarimg", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            there = false;
        }
        if (!there) {
            System.err.println(
                    "SKIPPED: zbarimg (zbar-tools) is not installed, so no second reader looked at our codes");
        }
        assumeTrue(there, "zbarimg is installed");
    }

    /** What it reads in the pictures one after the other; nothing stands for a picture in which it finds no code. */
    static List<String> texts(List<BufferedImage> pictures, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable"));
        for (int i = 0; i < pictures.size(); i++) {
            Path file = folder.resolve(i + ".png");
            ImageIO.write(pictures.get(i), "png", file.toFile());
            command.add(file.toString());
        }
        Path output = folder.resolve("texts");
        new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return Files.readAllLines(output);
    }
}
