package dev.ksef.adapter.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real file system with very little room. */
final class TinyDisk implements AutoCloseable {

    private final Path directory;

    private TinyDisk(Path directory) {
        this.directory = directory;
    }

    /**
     * Mounts one at an empty directory, for the user whom a file belongs to. The test is skipped, loudly, where that
     * cannot be done: only root can, on Linux.
     */
    static TinyDisk mounted(Path directory, int kibibytes, Path ofTheUser) {
        String options = "size=" + kibibytes + "k,mode=0700,uid=" + attribute(ofTheUser, "unix:uid") + ",gid="
                + attribute(ofTheUser, "unix:gid");
        String failure = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString());
        if (!failure.isEmpty()) {
            String why = "SKIPPED: no tiny disk can be mounted here, so nothing fills one up (root on Linux can): "
                    + failure;
            System.err.println(why);
            Assumptions.abort(why);
        }
        return new TinyDisk(directory);
    }

    private static Object attribute(Path file, String name) {
        try {
            return Files.getAttribute(file, name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (UnsupportedOperationException notUnix) {
            return 0;
        }
    }

    Path directory() {
        return directory;
    }

    void enlarge() {
        require(run("mount", "-o", "remount,size=16m", directory.toString()));
    }

    void makeReadOnly() {
        require(run("mount", "-o", "remount,ro", directory.toString()));
    }

    @Override
    public void close() {
        require(run("umount", "--lazy", directory.toString()));
    }

    private static void require(String failure) {
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
    }

    /** Returns what went wrong, or nothing. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean isDone = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            return isDone ? "" : String.join(" ", command) + ": " + said.strip();
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
