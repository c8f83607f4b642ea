package dev.ksef.adapter.jdbc;

import dev.ksef.model.error.KsefStorageException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JVM of its own on the same database, and what it does there. */
final class OtherProcess implements AutoCloseable {

    /** Long enough that it is renewed in time on a slow machine, short enough to wait until it is over. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    private OtherProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static OtherProcess start(String act, TestDatabase database) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new OtherProcess(new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath,
                        OtherProcess.class.getName(),
                        act,
                        database.url(),
                        database.prefix()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next thing it tells; null once it has ended. */
    @Nullable
    String line() throws IOException {
        return out.readLine();
    }

    void goOn() {
        in.println("go on");
    }

    /** The end that asks nobody: SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** @param name {@code STOP} or {@code CONT} */
    void signal(String name) throws IOException, InterruptedException {
        int done = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (done != 0) {
            throw new IOException("This system cannot stop a process");
        }
    }

    @Override
    public void close() {
        // What it writes to is removed next.
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) {
        try (var storage = JdbcStorage.on(TestDatabase.at(arguments[1]))
                .tablePrefix(arguments[2])
                .leaseLength(LEASE)
                .encrypted(Samples.KEYS)) {
            switch (arguments[0]) {
                case "append" -> append(storage);
                case "tokens" -> holdTokens(storage);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    /** Appends records one by one, and tells how many are durable. */
    private static void append(JdbcStorage storage) {
        try (var lease = storage.submissionJournal().lease(Samples.SUBMISSION, Samples.patient())) {
            int first = lease.records().size();
            for (int i = first; i < 1_000_000; i++) {
                lease.append(Samples.records(i, i + 1));
                say(String.valueOf(i + 1));
            }
        }
    }

    /** Tells that it holds the tokens, and saves them when it is told to go on. */
    private static void holdTokens(JdbcStorage storage) {
        storage.tokenStore().exclusively(Samples.WHOSE, Samples.patient(), () -> {
            say("inside");
            try {
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                storage.tokenStore().save(Samples.WHOSE, Samples.tokens(1));
                say("saved");
            } catch (KsefStorageException refused) {
                say(String.valueOf(refused.getMessage()));
            } catch (IOException failure) {
                say("gone");
            }
            return 1;
        });
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
