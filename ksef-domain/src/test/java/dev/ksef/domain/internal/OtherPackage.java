package dev.ksef.domain.internal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own that makes the directory of a package, and holds it until it is killed. */
final class OtherPackage implements AutoCloseable {

    private final Process process;
    private final Path directory;

    private OtherPackage(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    static OtherPackage below(Path root) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classPath,
                        OtherPackage.class.getName(),
                        root.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new OtherPackage(process, Path.of(String.valueOf(out.readLine())));
    }

    Path directory() {
        return directory;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        PrivateDirectory made = PrivateDirectory.below(Path.of(arguments[0]));
        try (var part = made.create("part-1")) {
            part.write(1);
        }
        System.out.println(made);
        System.out.flush();
        // Ends when the parent does.
        while (System.in.read() >= 0) {}
    }
}
