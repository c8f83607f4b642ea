package dev.ksef.adapter.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Lists the slots of a library and the tokens in them by another JVM, which runs {@link SlotListingProgram}. This takes some
 * tenths of a second, so it is used only where nothing cheaper answers.
 */
final class SlotDiscovery {

    private static final int PATIENCE_SECONDS = 30;
    private static final String PROGRAM = SlotListingProgram.class.getSimpleName() + ".class";

    private SlotDiscovery() {}

    /** Returns the slots; empty if the other JVM failed or could not be started, which some environments forbid. */
    static Optional<List<SlotInfo>> slots(Path library) {
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

    /** Returns the labels of the tokens in these slots, for a message. */
    static String describe(List<SlotInfo> slots) {
        String labels = slots.stream()
                .filter(SlotInfo::hasToken)
                .map(slot -> "'" + slot.label() + "' (slot " + slot.id() + ")")
                .collect(Collectors.joining(", "));
        return labels.isEmpty() ? "there is no token at all" : "there are " + labels;
    }

    private static Optional<List<SlotInfo>> run(Path library, Path folder) throws IOException, InterruptedException {
        copyProgram(folder);
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder.toString(),
                        SlotListingProgram.class.getName())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // The JDK writes arguments in the default charset, which may have no characters for the path.
        try (OutputStream configuration = process.getOutputStream()) {
            configuration.write(
                    new Pkcs11Library(library, "").configuration("listing").getBytes(StandardCharsets.UTF_8));
        }
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.of(SlotInfo.parse(Files.readString(printed, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The class is copied, since it may lie in a jar within a jar, which another JVM cannot load from. */
    private static void copyProgram(Path folder) throws IOException {
        Path target = folder.resolve(SlotListingProgram.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(target.getParent());
        try (InputStream program = SlotListingProgram.class.getResourceAsStream(PROGRAM)) {
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
