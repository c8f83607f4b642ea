package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs on one journal, and JVMs that are killed. */
@Timeout(600)
class JournalProcessesTest {

    private static final int FEW_KILLS = 3;
    private static final int MANY_KILLS = 60;

    @TempDir
    private Path directory;

    @Test
    void leaseThatAnotherProcessHolds_isToldSo_andIsFreeWhenThatProcessDies() throws Exception {
        try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY);
                var other = OtherProcess.start("lease", directory, 1)) {
            assertThat(other.line()).isEqualTo("inside");
            assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 1));
            Deadline soon = Deadline.after(Duration.ofMillis(100), Time.system());
            assertThatThrownBy(() -> journal.lease(StoreFixture.SUBMISSION, soon))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll("Another process", StoreFixture.SUBMISSION.toString());
            try (var another = journal.lease(StoreFixture.OTHER_SUBMISSION, OtherProcess.deadline())) {
                another.append(StoreFixture.records(5, 6));
            }
            other.kill();
            try (var mine = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
                mine.append(StoreFixture.records(1, 2));
                assertThat(mine.records()).isEqualTo(StoreFixture.records(0, 2));
            }
        }
    }

    @Test
    void processKilledWhileItAppends_leavesAllThatItToldToBeWritten() throws Exception {
        killWhileAppending(FEW_KILLS);
    }

    @Test
    @Tag("slow")
    void processKilledManyTimesWhileItAppends_leavesAllThatItToldToBeWritten() throws Exception {
        killWhileAppending(MANY_KILLS);
    }

    /** Each process goes on where the one before was killed. */
    private void killWhileAppending(int kills) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            int told = killed("append", 3 + kill * 7 % 40);
            try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY)) {
                List<JournalRecord> found = journal.read(StoreFixture.SUBMISSION);
                assertThat(found)
                        .as("records in their order, of which none is missing")
                        .isEqualTo(StoreFixture.records(0, found.size()));
                assertThat(found.size() - 1)
                        .as("the last that was told, or the one being written")
                        .isBetween(told, told + 1);
                assertThat(StoreFixture.entries(directory)).as("no leftover").hasSize(1);
            }
        }
    }

    @Test
    void processKilledWhileItReplaces_leavesTheOldRecordsOrTheNew() throws Exception {
        killWhileReplacing(FEW_KILLS);
    }

    @Test
    @Tag("slow")
    void processKilledManyTimesWhileItReplaces_leavesTheOldRecordsOrTheNew() throws Exception {
        killWhileReplacing(MANY_KILLS);
    }

    private void killWhileReplacing(int kills) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            int told = killed("replace", 3 + kill * 7 % 40);
            try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY)) {
                List<JournalRecord> found = journal.read(StoreFixture.SUBMISSION);
                int first = Integer.parseInt(found.get(0).values().get("number"));
                assertThat(found).isEqualTo(StoreFixture.records(first, first + 10));
                assertThat(first / 1000)
                        .as("the last that was told, or the one being written")
                        .isBetween(told, told + 1);
                assertThat(StoreFixture.entries(directory))
                        .as("no leftover once it is opened")
                        .hasSize(1);
            }
        }
    }

    /** Starts a process, kills it after so many writes, and returns what it told last. */
    private int killed(String act, int writes) throws Exception {
        int told = 0;
        try (var writer = OtherProcess.start(act, directory, 1_000_000)) {
            for (int i = 0; i < writes; i++) {
                told = Integer.parseInt(Objects.requireNonNull(writer.line(), "writer died by itself"));
            }
            writer.kill();
            for (String line = writer.line(); line != null && !line.isEmpty(); line = writer.line()) {
                told = Integer.parseInt(line);
            }
        }
        return told;
    }
}
