package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ksef}, with a program in the place of Java that tells how it was started. */
class LauncherTest {

    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
              case $argument in
                -XX:ArchiveClassesAtExit=*)
                  echo archiving >>"$TOLD"
                  [ "${BROKEN:-}" = yes ] && exit 1
                  echo archive >"${argument#*=}"
                  exit 0
                  ;;
              esac
            done
            printf '%s\\n' "$@"
            exit "${CODE:-0}"
            """;

    /** With a blank, as folders of people have. */
    private Path home;

    private Path told;
    private Path script;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        home = Files.createDirectories(folder.resolve("my folder"));
        told = home.resolve("told");
        script = home.resolve("ksef");
        Files.copy(Path.of("src/main/scripts/ksef"), script);
        Files.writeString(home.resolve("ksef.jar"), "jar");
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran run(Path started, List<String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("env"));
        command.add("JAVA_HOME=" + home.resolve("jdk"));
        command.add("XDG_CACHE_HOME=" + home.resolve("cache"));
        command.add("TOLD=" + told);
        command.addAll(environment);
        command.add(started.toString());
        command.addAll(List.of(arguments));
        Path out = home.resolve("out");
        Path errors = home.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(errors));
    }

    private Ran run(String... arguments) throws Exception {
        return run(script, List.of(), arguments);
    }

    /** What lies in the cache when nothing happens there any more. */
    private List<String> cached(int files, String ending) throws Exception {
        Path cache = home.resolve("cache/ksef");
        List<String> names = List.of();
        for (int i = 0; i < 200; i++) {
            if (Files.isDirectory(cache)) {
                try (Stream<Path> all = Files.list(cache)) {
                    names = all.map(file -> file.getFileName().toString()).toList();
                }
                if (names.size() == files && names.stream().allMatch(name -> name.endsWith(ending))) {
                    return names;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("In the cache: " + names);
    }

    @Test
    void firstStart_hasAnArchiveMadeThatLaterOnesUse() throws Exception {
        Ran first = run("send", "an invoice.xml", "--json");
        assertThat(first.out()).doesNotContain("SharedArchiveFile").endsWith("send\nan invoice.xml\n--json\n");
        assertThat(first.messages()).isEmpty();
        String archive = cached(1, ".jsa").get(0);
        Ran second = run("send", "an invoice.xml");
        assertThat(second.out())
                .contains("-XX:SharedArchiveFile=" + home.resolve("cache/ksef").resolve(archive) + "\n")
                .contains("-Xlog:disable\n", "-XX:TieredStopAtLevel=1\n");
        assertThat(told).hasContent("archiving");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("cache/ksef"))))
                .isEqualTo("rwx------");
        // Another jar needs another archive.
        Files.writeString(home.resolve("ksef.jar"), "a newer jar");
        assertThat(run("status").out()).doesNotContain("SharedArchiveFile");
        cached(2, ".jsa");
    }

    @Test
    void exitCode_isTheProgramsWhateverBecomesOfTheArchive() throws Exception {
        assertThat(run(script, List.of("CODE=7", "BROKEN=yes"), "status").code())
                .isEqualTo(7);
        cached(1, ".lock");
        // It is not tried again at each start.
        assertThat(run(script, List.of("CODE=130", "BROKEN=yes"), "status").code())
                .isEqualTo(130);
        assertThat(told).hasContent("archiving");

        Files.writeString(home.resolve("no folder"), "");
        Ran unwritable = run(script, List.of("CODE=3", "XDG_CACHE_HOME=" + home.resolve("no folder")), "status");
        assertThat(unwritable.code()).isEqualTo(3);
        assertThat(unwritable.messages()).isEmpty();
        assertThat(run(script, List.of("CODE=4", "KSEF_ARCHIVE=off"), "status").code())
                .isEqualTo(4);
        assertThat(told).hasContent("archiving");
    }

    @Test
    void longWork_hasBothCompilers() throws Exception {
        for (String command : List.of("batch", "export", "sync", "simulator")) {
            assertThat(run(command).out()).doesNotContain("Tiered").contains("-jar\n");
        }
        assertThat(run("--help").out()).endsWith("dev.ksef.cli.Main\n--help\n");
    }

    @Test
    void script_isFoundThroughALink() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("ksef"), Path.of("../ksef"));
        assertThat(run(link, List.of(), "status").out()).contains("ksef.jar\n");
        Files.delete(home.resolve("ksef.jar"));
        Ran missing = run("status");
        assertThat(missing.code()).isEqualTo(6);
        assertThat(missing.messages()).hasLineCount(1).contains("ksef.jar is missing");
    }

    @Test
    void missingJava_isToldInOneLine() throws Exception {
        var process = new ProcessBuilder("env", "-i", "PATH=/nowhere", "/bin/sh", script.toString(), "status")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).hasLineCount(1).contains("Java 17 or newer is needed");
        assertThat(process.waitFor()).isEqualTo(6);
    }
}
