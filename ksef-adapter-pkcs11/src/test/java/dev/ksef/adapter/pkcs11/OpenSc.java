package dev.ksef.adapter.pkcs11;

import dev.ksef.testkit.signing.SoftHsm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Writes into tokens what SunPKCS11 cannot write, by the {@code pkcs11-tool} of OpenSC. */
final class OpenSc {

    /** What a shell ends with if there is no such program. */
    private static final int NOT_FOUND = 127;

    private OpenSc() {}

    /**
     * Writes an object.
     *
     * @param type {@code privkey} or {@code cert}
     * @param der the object
     * @param more options
     */
    static void write(SoftHsm.Token token, String type, byte[] label, String id, byte[] der, String... more)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("object", ".der");
        Path said = Files.createTempFile("pkcs11-tool", ".txt");
        try {
            Files.write(file, der);
            List<String> command = new ArrayList<>(List.of(
                    "sh",
                    "-c",
                    "exec \"$@\" --label \"$(printf '" + octal(label) + "')\"",
                    "sh",
                    "pkcs11-tool",
                    "--module",
                    token.library().toString(),
                    "--slot",
                    Long.toString(token.slot()),
                    "--login",
                    "--pin",
                    token.pin(),
                    "--write-object",
                    file.toString(),
                    "--type",
                    type,
                    "--id",
                    id));
            command.addAll(List.of(more));
            run(command, said);
        } finally {
            Files.delete(file);
            Files.delete(said);
        }
    }

    private static String octal(byte[] label) {
        var octal = new StringBuilder();
        for (byte each : label) {
            octal.append("\\%03o".formatted(each & 0xFF));
        }
        return octal.toString();
    }

    /** The test is skipped, loudly, where there is no pkcs11-tool. */
    private static void run(List<String> command, Path said) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        if (ended && process.exitValue() == NOT_FOUND) {
            String why =
                    "SKIPPED: there is no pkcs11-tool, so tokens lack what SunPKCS11 cannot write (Debian: apt-get install opensc)";
            System.err.println(why);
            Assumptions.abort(why);
        }
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "pkcs11-tool failed: " + new String(Files.readAllBytes(said), StandardCharsets.UTF_8));
        }
    }
}
