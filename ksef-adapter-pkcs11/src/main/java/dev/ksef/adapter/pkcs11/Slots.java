package dev.ksef.adapter.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The slots of a library with what is in them, as another JVM saw them: see {@link SlotListing}. Costs some tenths of a
 * second, and is asked only where nothing cheaper answers.
 */
final class Slots {

    private static final int PATIENCE_SECONDS = 30;
    private static final String PROGRAM = SlotListing.class.getSimpleName() + ".class";

    private Slots() {}

    /** Empty if no other JVM could be started, or it failed: some places forbid that. */
    static Optional<List<SlotContents>> of(Path library) {
        try {
            Path folder = Files.createTempDirectory("ksef-pkcs11");
            try {
                return run(library, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException forbidden) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The labels of the tokens there, for a message. */
    static String named(List<SlotContents> slots) {
        String labels = slots.stream()
                .filter(SlotContents::hasToken)
                .map(slot -> "'" + slot.label() + "' (slot " + slot.id() + ")")
                .collect(Collectors.joining(", "));
        return labels.isEmpty() ? "there is no token at all" : "there are " + labels;
    }

    private static Optional<List<SlotContents>> run(Path library, Path folder)
            throws IOException, InterruptedException {
        copyProgram(folder);
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder.toString(),
                        SlotListing.class.getName(),
                        new SunPkcs11(library, "").configuration("listing"))
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(SlotContents.parse(Files.readString(printed, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** From wherever our classes are: a jar within a jar is no class path for another JVM. */
    private static void copyProgram(Path folder) throws IOException {
        Path target = folder.resolve(SlotListing.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(target.getParent());
        try (InputStream program = SlotListing.class.getResourceAsStream(PROGRAM)) {
            if (program == null) {
                throw new IOException("The program is not where it was loaded from");
            }
            Files.copy(program, target);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
