package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose disk is full or breaks, and files that somebody else changes. */
class JournalDiskTest {

    @TempDir
    private Path directory;

    private FaultyDirectory disk;
    private FileSubmissionJournal journal;
    private JournalLease lease;

    @BeforeEach
    void open() {
        disk = new FaultyDirectory(directory);
        journal = FileSubmissionJournal.open(disk, StoreFixture.KEY, Time.system());
        lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline());
    }

    @AfterEach
    void close() {
        lease.close();
        journal.close();
    }

    @Test
    void appendToAFullDisk_leavesTheRecordsAndTheLease() {
        lease.append(StoreFixture.records(0, 3));
        disk.full = true;
        assertThatThrownBy(() -> lease.append(StoreFixture.records(3, 5)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("the room on its disk")
                .hasRootCauseMessage("No space left on device");
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 3));
        assertThatThrownBy(() -> lease.replace(StoreFixture.records(7, 8))).isInstanceOf(KsefStorageException.class);
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 3));
        assertThat(StoreFixture.entries(directory))
                .as("no half of a file stays")
                .hasSize(1);
        disk.full = false;
        lease.append(StoreFixture.records(3, 5));
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 5));
    }

    @Test
    void largeAppendThatFailsInALaterPart_leavesNoneOfIt() {
        lease.append(StoreFixture.records(0, 1));
        disk.fullAfter = 2;
        assertThatThrownBy(() -> lease.append(StoreFixture.records(1, 1000))).isInstanceOf(KsefStorageException.class);
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 1));
        disk.full = false;
        lease.append(StoreFixture.records(1, 2));
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 2));
    }

    @Test
    void firstAppendToAFullDisk_leavesNothing() {
        disk.full = true;
        assertThatThrownBy(() -> lease.append(StoreFixture.records(0, 1))).isInstanceOf(KsefStorageException.class);
        assertThat(StoreFixture.entries(directory)).isEmpty();
        assertThat(journal.submissions()).isEmpty();
        disk.full = false;
        lease.append(StoreFixture.records(0, 1));
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 1));
    }

    @Test
    void diskThatBreaks_endsTheLease_andTheNextOneGoesOn() {
        lease.append(StoreFixture.records(0, 3));
        disk.full = true;
        disk.cuttingFails = true;
        assertThatThrownBy(() -> lease.append(StoreFixture.records(3, 5))).isInstanceOf(KsefStorageException.class);
        disk.full = false;
        disk.cuttingFails = false;
        assertThat(journal.read(StoreFixture.SUBMISSION))
                .as("half of a record is behind them")
                .isEqualTo(StoreFixture.records(0, 3));
        assertThatThrownBy(() -> lease.append(StoreFixture.records(3, 5)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("lost", "take it anew");
        lease.close();
        lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline());
        lease.append(StoreFixture.records(3, 4));
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 4));
    }

    @Test
    void replacingThatFails_leavesTheOldRecords() {
        lease.append(StoreFixture.records(0, 3));
        disk.renamingFails = true;
        assertThatThrownBy(() -> lease.replace(StoreFixture.records(7, 8))).isInstanceOf(KsefStorageException.class);
        disk.renamingFails = false;
        lease.append(StoreFixture.records(3, 4));
        assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 4));
    }

    @Test
    void fileThatSomebodyElseChanged_isNotWritten() throws IOException {
        lease.append(StoreFixture.records(0, 1));
        Path file = StoreFixture.onlyEntry(directory);
        byte[] older = Files.readAllBytes(file);
        lease.append(StoreFixture.records(1, 2));
        Files.write(file, older);
        assertThatThrownBy(() -> lease.append(StoreFixture.records(2, 3)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("lost");
        assertThat(file).hasBinaryContent(older);
    }

    @Test
    void fileOfTheSameLengthWithAnotherEnd_isNotWritten() throws IOException {
        lease.append(StoreFixture.records(0, 2));
        Path file = StoreFixture.onlyEntry(directory);
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length - 1] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> lease.replace(StoreFixture.records(2, 3)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("lost");
        assertThat(file).hasBinaryContent(changed);
    }

    @Test
    void fileThatSomebodyElseRemovedOrMade_isNotWritten() throws IOException {
        lease.append(StoreFixture.records(0, 2));
        Path file = StoreFixture.onlyEntry(directory);
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        assertThatThrownBy(() -> lease.append(StoreFixture.records(2, 3)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("lost");
        assertThat(file).doesNotExist();
        lease.close();
        lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline());
        Files.write(file, whole);
        assertThatThrownBy(() -> lease.append(StoreFixture.records(2, 3)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("lost");
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void leftoverOfACrash_isRemovedAtTheStart_andIsNoHindrance() throws IOException {
        lease.append(StoreFixture.records(0, 2));
        Path file = StoreFixture.onlyEntry(directory);
        Path leftover = Path.of(file + ".tmp");
        Files.write(leftover, Arrays.copyOf(Files.readAllBytes(file), 50));
        assertThat(journal.submissions()).containsExactly(StoreFixture.SUBMISSION);
        lease.replace(StoreFixture.records(1, 2));
        assertThat(leftover).doesNotExist();
        Files.write(leftover, new byte[1]);
        close();
        open();
        assertThat(leftover).doesNotExist();
        assertThat(lease.records()).isEqualTo(StoreFixture.records(1, 2));
    }

    @Test
    void whatIsWritten_isOnTheDiskBeforeTheNextPartIs() {
        lease.append(StoreFixture.records(0, 1));
        lease.append(StoreFixture.records(1, 1000));
        assertThat(disk.appended)
                .as("parts of some megabyte, each waited for")
                .hasSizeGreaterThan(5)
                .allSatisfy(length -> assertThat(length).isLessThan(1_100_000));
    }

    /** A directory whose disk can be full, so that half of what is written fits, and in which all else can fail. */
    private static final class FaultyDirectory extends StoreDirectory {

        private final List<Integer> appended = new ArrayList<>();
        private boolean full;
        private int fullAfter = Integer.MAX_VALUE;
        private boolean cuttingFails;
        private boolean renamingFails;

        FaultyDirectory(Path directory) {
            super(directory);
        }

        @Override
        void write(String name, byte[] content) throws IOException {
            super.write(name, fitting(content));
            requireRoom();
        }

        @Override
        void append(String name, long length, byte[] content) throws IOException {
            full |= fullAfter-- == 0;
            appended.add(content.length);
            super.append(name, length, fitting(content));
            requireRoom();
        }

        private byte[] fitting(byte[] content) {
            return full ? Arrays.copyOf(content, content.length / 2) : content;
        }

        private void requireRoom() throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        void cut(String name, long length) throws IOException {
            if (cuttingFails) {
                throw new IOException("Input/output error");
            }
            super.cut(name, length);
        }

        @Override
        void replace(String name, String target) throws IOException {
            if (renamingFails) {
                throw new IOException("Device or resource busy");
            }
            super.replace(name, target);
        }
    }
}
