package dev.ksef.cli;

import dev.ksef.cli.shell.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A run of the program that has ended. */
record Ran(int code, String out, String messages) {

    /** How the program is run: here with captured streams, or as a process of its own. */
    static final class Settings {

        private final Map<String, String> environment = new HashMap<>();
        private final Path home;
        private Locale locale = Locale.ENGLISH;
        private Surroundings.Keyboard keyboard;
        private boolean seen;
        private byte[] in = new byte[0];
        private OutputStream out;

        Settings(Path home) {
            this.home = home;
            environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        }

        Settings with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Settings typing(Surroundings.Keyboard typed) {
            keyboard = typed;
            return this;
        }

        Settings reading(String text) {
            in = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        Settings in(Locale language) {
            locale = language;
            return this;
        }

        Settings seen() {
            seen = true;
            return this;
        }

        Settings writingTo(OutputStream stream) {
            out = stream;
            return this;
        }

        Ran run(Object... arguments) {
            var captured = new ByteArrayOutputStream();
            var messages = new ByteArrayOutputStream();
            var around = new Surroundings(
                    new ByteArrayInputStream(in),
                    out == null ? captured : out,
                    messages,
                    seen,
                    keyboard,
                    environment,
                    locale,
                    home,
                    new AtomicReference<>());
            int code = Program.run(around, texts(arguments).toArray(String[]::new));
            return new Ran(code, captured.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
        }

        /** Starts the program as a process. */
        Process start(Path out, Path messages, Object... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // As test JVMs of short tests: the second compiler does not pay here.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Duser.language=" + locale.getLanguage(),
                    "-Duser.home=" + home,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.ksef.cli.Main"));
            command.addAll(texts(arguments));
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            return builder.redirectOutput(out.toFile())
                    .redirectError(messages.toFile())
                    .start();
        }

        /** Runs the program as a process to its end. */
        Ran process(Object... arguments) throws Exception {
            Path out = Files.createTempFile("out", ".txt");
            Path messages = Files.createTempFile("messages", ".txt");
            Process process = start(out, messages, arguments);
            try (OutputStream input = process.getOutputStream()) {
                input.write(in);
            } catch (IOException ended) {
                // It may have ended without reading.
            }
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The program did not end: " + Files.readString(messages));
            }
            Ran ran = new Ran(process.exitValue(), Files.readString(out), Files.readString(messages));
            Files.delete(out);
            Files.delete(messages);
            return ran;
        }

        private static List<String> texts(Object... arguments) {
            return List.of(arguments).stream().map(Object::toString).toList();
        }
    }
}
