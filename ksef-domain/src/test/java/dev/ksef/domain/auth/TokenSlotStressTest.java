package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets jcstress collide what {@link TokenSlotStress} declares. */
@Tag("slow")
class TokenSlotStressTest {

    private static final long LONGEST_MINUTES = 6;
    private static final int MOST_TRIES = 5;

    @TempDir
    private Path folder;

    @Test
    void collisions_onASlot_haveOnlyTheOutcomesThatAreAllowed() throws Exception {
        Run run = jcstress(TokenSlotStress.class, 200, 2);
        assertThat(run.exit).as(run.output).isZero();
        assertThat(run.output)
                .as("something ran")
                .contains("0 failed, 0 soft errs, 0 hard errs")
                .doesNotContain("Results: 0 planned");
    }

    /** On a machine that is busy, threads may meet too seldom for one try. */
    @Test
    void plantedDefect_isFound() throws Exception {
        Run run = jcstress(PlantedStress.class, 100, 2);
        for (int tries = 1; run.exit == 0 && tries < MOST_TRIES; tries++) {
            run = jcstress(PlantedStress.class, 300, 2);
        }
        assertThat(run.exit).as(run.output).isNotZero();
        assertThat(run.output).contains("[FAILED]", "Forbidden");
    }

    private Run jcstress(Class<?> tests, int millis, int iterations) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.openjdk.jcstress.Main",
                        "-t",
                        Pattern.quote(tests.getName()) + ".*",
                        "-f",
                        "1",
                        "-iters",
                        "" + iterations,
                        "-time",
                        "" + millis,
                        "-c",
                        "2",
                        "-af",
                        "NONE",
                        "-sc",
                        "false",
                        "-jvmArgs",
                        "-Xmx384m",
                        "-r",
                        folder.resolve("report").toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("ends in time")
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private record Run(int exit, String output) {}
}
