package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.time.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs on one directory, and JVMs that are killed. */
@Timeout(240)
class ProcessesTest {

    private static final int ROUNDS = 150;
    private static final int KILLS = 5;

    @TempDir
    private Path directory;

    @Test
    void restartedProcess_findsWhatAnotherSaved() throws Exception {
        try (var writer = OtherProcess.start("save", directory, 1)) {
            assertThat(writer.exitCode()).isZero();
        }
        try (var reader = OtherProcess.start("find", directory, 1)) {
            assertThat(reader.line()).isEqualTo("1");
        }
    }

    @Test
    void exclusively_inTwoProcesses_losesNoCount() throws Exception {
        Path counter = directory.resolve("counter");
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY);
                var other = OtherProcess.start("count", directory, ROUNDS)) {
            assertThat(other.line()).isEqualTo("ready");
            for (int i = 0; i < ROUNDS; i++) {
                store.exclusively(StoreFixture.WHOSE, OtherProcess.deadline(), () -> OtherProcess.count(counter));
            }
            assertThat(other.exitCode()).isZero();
        }
        assertThat(counter).hasContent(String.valueOf(2 * ROUNDS));
    }

    @Test
    void exclusively_heldByAnotherProcess_endsAtTheDeadlineAndOpensWhenThatProcessDies() throws Exception {
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY);
                var other = OtherProcess.start("hold", directory, 1)) {
            assertThat(other.line()).isEqualTo("inside");
            Deadline soon = Deadline.after(Duration.ofMillis(100), Time.system());
            assertThatThrownBy(() -> store.exclusively(StoreFixture.WHOSE, soon, () -> "never"))
                    .isInstanceOf(KsefDeadlineException.class)
                    .hasMessageContaining(StoreFixture.WHOSE.toString());
            assertThat(store.<String>exclusively(StoreFixture.OTHERS, OtherProcess.deadline(), () -> "another key"))
                    .isEqualTo("another key");
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            other.kill();
            assertThat(store.<String>exclusively(StoreFixture.WHOSE, OtherProcess.deadline(), () -> "mine"))
                    .isEqualTo("mine");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processStoppedWhileItSaves_hindersNoReader_andSavingOnlyByTheGivenClock() throws Exception {
        Path shared = directory.resolve("store");
        var time = FakeTime.at("2026-11-02T10:00:00Z");
        try (var store = FileTokenStore.open(shared, StoreFixture.KEY)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(7));
        }
        try (var store = FileTokenStore.open(shared, StoreFixture.KEY, time);
                var other = OtherProcess.start("hang", directory, 1)) {
            assertThat(other.line()).isEqualTo("writing");
            other.stop();
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(7));
            assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(8)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("Another process did not finish writing");
            other.kill();
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(8));
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(8));
        }
    }

    @Test
    void processKilledWhileItSaves_leavesTheOldValueOrTheNew() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            int told = 0;
            try (var writer = OtherProcess.start("save", directory, 1_000_000)) {
                int enough = 3 + 5 * kill;
                while (told < enough) {
                    told = Integer.parseInt(Objects.requireNonNull(writer.line(), "writer died by itself"));
                }
                writer.kill();
                for (String line = writer.line(); line != null && !line.isEmpty(); line = writer.line()) {
                    told = Integer.parseInt(line);
                }
            }
            try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
                int found = StoreFixture.numberOf(store.find(StoreFixture.WHOSE).orElseThrow());
                assertThat(found)
                        .as("what was told to be saved, or what was being saved")
                        .isBetween(told, told + 1);
                assertThat(StoreFixture.entries(directory))
                        .as("no leftover, nothing set aside")
                        .hasSize(1);
            }
        }
    }
}
