package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.SubmissionJournalContract;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.time.FakeTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSubmissionJournalTest extends SubmissionJournalContract {

    @TempDir
    private Path directory;

    private final List<FileSubmissionJournal> opened = new ArrayList<>();

    @Override
    protected SubmissionJournal journal() {
        return open(new StoreDirectory(directory));
    }

    private FileSubmissionJournal open(StoreDirectory location) {
        var journal = FileSubmissionJournal.open(location, StoreFixture.KEY, Time.system());
        opened.add(journal);
        return journal;
    }

    @AfterEach
    void close() {
        opened.forEach(FileSubmissionJournal::close);
    }

    @Override
    protected Optional<SubmissionJournal> reopened() {
        close();
        opened.clear();
        return Optional.of(journal());
    }

    @Override
    protected Optional<SubmissionJournal> failing() {
        Path failing = directory.resolve("failing");
        try (var journal = FileSubmissionJournal.open(failing, StoreFixture.KEY);
                var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            lease.append(StoreFixture.records(0, 1));
        }
        return Optional.of(open(StoreFixture.unreadable(failing)));
    }

    @Override
    protected Optional<SubmissionJournal> closed() {
        var journal = open(new StoreDirectory(directory.resolve("closed")));
        journal.close();
        return Optional.of(journal);
    }

    /** What is left of the locks if somebody deletes their files. */
    @Override
    protected Optional<JournalLease> takenOver(SubmissionJournal journal, SubmissionKey submission) {
        try {
            Files.delete(directory.resolve("journal.locks"));
            Files.delete(directory.resolve("journal.presence"));
        } catch (IOException inUse) {
            return Optional.empty();
        }
        return Optional.of(open(new StoreDirectory(directory)).lease(submission, OtherProcess.deadline()));
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(StoreFixture.traces(directory));
    }

    @Override
    protected boolean damage(SubmissionKey submission) {
        EntryName entry = EntryName.of(
                "journal",
                "",
                submission.environment(),
                submission.context().type().value(),
                submission.context().value(),
                submission.id().value());
        try {
            Files.writeString(directory.resolve(entry.fileName()), "zeros of a disk that lost what was here");
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Each submission waits for the disk. */
    @Override
    protected int many() {
        return 200;
    }

    @Test
    void filesOfTheJournal_areTheOwnersAlone_andTellNoName() throws IOException {
        write(journal(), StoreFixture.records(0, 3));
        Path file = StoreFixture.onlyEntry(directory);
        assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}\\.journal");
        assertThat(StoreFixture.traces(directory))
                .allSatisfy(trace -> assertThat(trace).doesNotContain("5265877635", "run-17"));
        assumeTrue(
                file.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
        assertThat(StoreFixture.names(directory))
                .allSatisfy(name -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------"));
    }

    @Test
    void append_writesBehindWhatIsThere() throws IOException {
        var journal = journal();
        write(journal, StoreFixture.records(0, 3));
        byte[] before = Files.readAllBytes(StoreFixture.onlyEntry(directory));
        write(journal, StoreFixture.records(3, 5));
        byte[] after = Files.readAllBytes(StoreFixture.onlyEntry(directory));
        assertThat(after).startsWith(before).hasSizeGreaterThan(before.length);
    }

    @Test
    void sameRecordsTwice_lookDifferent() throws IOException {
        var journal = journal();
        write(journal, StoreFixture.records(0, 1));
        byte[] first = Files.readAllBytes(StoreFixture.onlyEntry(directory));
        try (var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            lease.replace(StoreFixture.records(0, 1));
        }
        byte[] second = Files.readAllBytes(StoreFixture.onlyEntry(directory));
        assertThat(second).hasSameSizeAs(first);
        for (int at = FileHeader.BYTES; at + 16 <= first.length; at += 16) {
            assertThat(Arrays.copyOfRange(second, at, at + 16))
                    .as("bytes from %d", at)
                    .isNotEqualTo(Arrays.copyOfRange(first, at, at + 16));
        }
    }

    @Test
    void allStores_shareADirectory() {
        try (var journal = FileSubmissionJournal.open(directory, new SecretKeySpec(StoreFixture.KEY, "AES"));
                var keys = FileKeyStore.open(directory, StoreFixture.KEY);
                var tokens = FileTokenStore.open(directory, StoreFixture.KEY);
                var key = ContentKey.of(new byte[32], new byte[16])) {
            var reference = new ReferenceNumber("20261102-SO-1111111111-2222222222-33");
            try (var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
                lease.append(StoreFixture.records(0, 2));
                keys.save(reference, key);
                tokens.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
                lease.append(StoreFixture.records(2, 3));
            }
            assertThat(keys.references()).containsExactly(reference);
            assertThat(tokens.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
            assertThat(journal.submissions()).containsExactly(StoreFixture.SUBMISSION);
            assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 3));
        }
    }

    @Test
    void directoryOfAJournalThatOthersMayRead_isClosedToThem() throws IOException {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
        write(journal(), StoreFixture.records(0, 1));
        close();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tokens = FileTokenStore.open(directory, StoreFixture.KEY)) {
            assertThat(tokens.find(StoreFixture.WHOSE)).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void heldLease_isToldToBeHeldByAThreadOfThisProcess() {
        var journal = journal();
        try (var held = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            assertThatThrownBy(() -> journal.lease(StoreFixture.SUBMISSION, new Deadline(0)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll("Another thread of this process", directory.toString());
            held.append(StoreFixture.records(0, 1));
        }
    }

    @Test
    void waitForALease_goesByTheGivenClock() {
        var time = FakeTime.at("2026-11-02T10:00:00Z");
        var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY, time);
        opened.add(journal);
        try (var held = journal.lease(StoreFixture.SUBMISSION, Deadline.NEVER)) {
            Deadline later = Deadline.after(Duration.ofMinutes(10), time);
            assertThatThrownBy(() -> journal.lease(StoreFixture.SUBMISSION, later))
                    .isInstanceOf(KsefStorageException.class);
            assertThat(time.slept()).isEqualTo(Duration.ofMinutes(10));
            held.append(StoreFixture.records(0, 1));
        }
    }

    @Test
    void waitForALease_endsWhenTheJournalIsClosed() throws Exception {
        var journal = open(new StoreDirectory(directory));
        journal.lease(StoreFixture.SUBMISSION, Deadline.NEVER);
        var waiting = BackgroundCall.waiting(() -> {
            journal.lease(StoreFixture.SUBMISSION, Deadline.NEVER).close();
            return 0L;
        });
        journal.close();
        assertThat(waiting.failure()).isInstanceOf(KsefStorageException.class).hasMessageContaining("closed");
    }

    @Test
    void leaseOfAClosedJournal_writesNothingAndCanBeGivenBack() {
        var journal = open(new StoreDirectory(directory));
        var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline());
        lease.append(StoreFixture.records(0, 1));
        journal.close();
        assertThatThrownBy(() -> lease.append(StoreFixture.records(1, 2)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("closed");
        assertThatCode(lease::close).doesNotThrowAnyException();
        var next = reopened().orElseThrow();
        assertThat(next.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 1));
        write(next, StoreFixture.records(1, 2));
    }

    @Test
    void interruptedThread_writesAndReadsAndKeepsItsInterrupt() {
        var journal = journal();
        Thread.currentThread().interrupt();
        write(journal, StoreFixture.records(0, 1));
        write(journal, StoreFixture.records(1, 2));
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 2));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void recordTooLargeToBeReadAgain_isNotWritten() {
        var journal = journal();
        write(journal, StoreFixture.records(0, 1));
        var huge = new JournalRecord(Instant.EPOCH, "huge", Map.of("value", "x".repeat(9_000_000)));
        assertThatThrownBy(() -> write(journal, List.of(huge)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("too large");
        write(journal, StoreFixture.records(1, 2));
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 2));
    }

    private static void write(SubmissionJournal journal, List<JournalRecord> records) {
        try (var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            lease.append(records);
        }
    }
}
