package dev.ksef.adapter.file;

import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM of its own that uses the same directory, and what it does there. */
final class OtherProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader out;

    private OtherProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static OtherProcess start(String act, Path directory, int times) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath,
                        OtherProcess.class.getName(),
                        act,
                        directory.toString(),
                        String.valueOf(times)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new OtherProcess(process);
    }

    /** The next thing it tells; null once it has ended. */
    @Nullable
    String line() throws IOException {
        return out.readLine();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** The end that asks nobody: SIGKILL. */
    void kill() throws InterruptedException {
        // The process object would close its output, too: what was told last is still to be read.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        // What it writes to is removed next.
        process.destroyForcibly().onExit().join();
    }

    /** Adds one to a number in a file, by reading and writing it: two who do it at once lose one. */
    static int count(Path counter) {
        try {
            int next = Files.exists(counter) ? Integer.parseInt(Files.readString(counter)) + 1 : 1;
            Files.writeString(counter, String.valueOf(next));
            return next;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "append" -> append(directory, times);
            case "replace" -> replace(directory, times);
            case "lease" -> lease(directory);
            default -> useTokens(arguments[0], directory, times);
        }
    }

    private static void useTokens(String act, Path directory, int times) {
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            switch (act) {
                case "count" -> {
                    say("ready");
                    for (int i = 0; i < times; i++) {
                        store.exclusively(StoreFixture.WHOSE, deadline(), () -> count(directory.resolve("counter")));
                    }
                }
                case "hold" ->
                    store.exclusively(StoreFixture.WHOSE, deadline(), () -> {
                        say("inside");
                        return sleep();
                    });
                case "hang" -> hang(directory.resolve("store"));
                case "save" -> {
                    for (int i = 1; i <= times; i++) {
                        store.save(StoreFixture.WHOSE, StoreFixture.tokens(i));
                        say(String.valueOf(i));
                    }
                }
                case "find" ->
                    say(String.valueOf(
                            StoreFixture.numberOf(store.find(StoreFixture.WHOSE).orElseThrow())));
                default -> throw new IllegalArgumentException(act);
            }
        }
    }

    /** Writes records of growing size to a journal from where it ends, and tells the number of each that is durable. */
    private static void append(Path directory, int times) {
        try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY);
                var lease = journal.lease(StoreFixture.SUBMISSION, deadline())) {
            int first = lease.records().size();
            for (int i = first; i < first + times; i++) {
                lease.append(List.of(StoreFixture.record(i)));
                say(String.valueOf(i));
            }
        }
    }

    /** Replaces the records of a journal by the next thousand's first ten, and tells the thousand when that is durable. */
    private static void replace(Path directory, int times) {
        try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY);
                var lease = journal.lease(StoreFixture.SUBMISSION, deadline())) {
            for (int thousand = 1; thousand <= times; thousand++) {
                lease.replace(StoreFixture.records(thousand * 1000, thousand * 1000 + 10));
                say(String.valueOf(thousand));
            }
        }
    }

    private static void lease(Path directory) {
        try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY);
                var lease = journal.lease(StoreFixture.SUBMISSION, deadline())) {
            lease.append(StoreFixture.records(0, 1));
            say("inside");
            sleep();
        }
    }

    /** Saves, and stops in the middle of it. */
    private static void hang(Path directory) {
        var disk = new StoreDirectory(directory) {
            @Override
            void write(String name, byte[] content) {
                say("writing");
                sleep();
            }
        };
        try (var store = FileTokenStore.open(disk, StoreFixture.KEY, Time.system())) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
        }
    }

    /** Stops it as a debugger or a frozen container does: it keeps its locks, and does nothing. */
    void stop() throws IOException, InterruptedException {
        int done = new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (done != 0) {
            throw new IOException("This system cannot stop a process");
        }
    }

    static Deadline deadline() {
        return Deadline.after(PATIENCE, Time.system());
    }

    private static boolean sleep() {
        try {
            Thread.sleep(PATIENCE.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
