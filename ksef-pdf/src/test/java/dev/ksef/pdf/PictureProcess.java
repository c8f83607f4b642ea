package dev.ksef.pdf;

import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that makes a picture and prints the hashes of its bytes. */
public final class PictureProcess {

    private PictureProcess() {}

    /** @param arguments how many lines the invoice has */
    public static void main(String[] arguments) throws Exception {
        System.out.println(hashes(Integer.parseInt(arguments[0])));
    }

    static String hashes(int lines) throws Exception {
        InvoiceXml invoice = LongSale.of("FV/1", lines);
        InvoiceRenderer renderer =
                InvoiceRenderer.builder().language(Language.BILINGUAL).build();
        return hash(renderer.pdf(invoice)) + " " + hash(renderer.html(invoice).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** What the class's {@code main} printed in a JVM with these options; fails if it did not end well. */
    static String printed(List<String> before, Path jdk, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(before);
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed;
        try (InputStream output = process.getInputStream()) {
            printed = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(main.getSimpleName() + " failed:\n" + printed);
        }
        return printed.lines().reduce((first, second) -> second).orElse("");
    }

    /** The JDK that runs this. */
    static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }
}
