package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of journals that are not as they were written: a last record in part is dropped, all else is told and left. */
class DamagedJournalTest {

    private static final int HEAD_BYTES = 20;
    private static final int VERSION_AT = 8;
    private static final int SUM_AT = 37;

    @TempDir
    private Path directory;

    private FileSubmissionJournal journal;
    private Path file;
    private byte[] good;
    private List<byte[]> frames;

    @BeforeEach
    void writeRecords() throws IOException {
        journal = FileSubmissionJournal.open(directory, StoreFixture.KEY);
        for (int i = 0; i < 4; i++) {
            append(StoreFixture.SUBMISSION, StoreFixture.records(i, i + 1));
        }
        file = StoreFixture.onlyEntry(directory);
        good = Files.readAllBytes(file);
        frames = frames(good);
        assertThat(frames).as("the key and four records").hasSize(5);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void lastRecordCutOffAtAnyByte_countsAsNotWritten() throws IOException {
        int whole = good.length - frames.get(4).length;
        for (int length = whole; length < good.length; length++) {
            assertIsTorn(Arrays.copyOf(good, length), whole);
        }
    }

    @Test
    void lastRecordOfWhichOnlyTheBeginningWasWritten_countsAsNotWritten() throws IOException {
        int whole = good.length - frames.get(4).length;
        for (int length = whole; length <= good.length - 16; length++) {
            byte[] lengthened = good.clone();
            Arrays.fill(lengthened, length, good.length, (byte) 0);
            assertIsTorn(lengthened, whole);
        }
    }

    @Test
    void lastRecordInWhichASectorIsMissing_countsAsNotWritten() throws IOException {
        append(StoreFixture.SUBMISSION, StoreFixture.records(900, 901));
        byte[] longer = Files.readAllBytes(file);
        Arrays.fill(longer, good.length + 600, good.length + 1112, (byte) 0);
        Files.write(file, longer);
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 4));
        append(StoreFixture.SUBMISSION, StoreFixture.records(4, 5));
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 5));
    }

    @Test
    void sectorMissingBeforeTheLastRecord_isToldAndLeft() throws IOException {
        append(StoreFixture.SUBMISSION, StoreFixture.records(900, 901));
        append(StoreFixture.SUBMISSION, StoreFixture.records(5, 6));
        byte[] holed = Files.readAllBytes(file);
        Arrays.fill(holed, good.length + 600, good.length + 1112, (byte) 0);
        assertIsRefused(holed, "a hole in a record that was on the disk before the last was written");
    }

    private void assertIsTorn(byte[] torn, int whole) throws IOException {
        Files.write(file, torn);
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 3));
        assertThat(file).as("reading changes nothing").hasBinaryContent(torn);
        try (var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            assertThat(file).as("cut off by the next lease").hasBinaryContent(Arrays.copyOf(good, whole));
            assertThat(lease.records()).isEqualTo(StoreFixture.records(0, 3));
            lease.append(StoreFixture.records(3, 5));
        }
        assertThat(journal.read(StoreFixture.SUBMISSION))
                .as("after %d bytes", torn.length)
                .isEqualTo(StoreFixture.records(0, 5));
    }

    @Test
    void largeAppendCutOff_leavesABeginningOfItsRecords() throws IOException {
        List<JournalRecord> many = StoreFixture.records(0, 1000);
        append(StoreFixture.OTHER_SUBMISSION, StoreFixture.records(0, 1));
        append(StoreFixture.OTHER_SUBMISSION, many);
        Path large = other();
        byte[] all = Files.readAllBytes(large);
        List<byte[]> parts = frames(all);
        assertThat(parts).as("more than one part").hasSizeGreaterThan(5);
        Files.write(large, Arrays.copyOf(all, all.length - parts.get(parts.size() - 1).length - 7));
        List<JournalRecord> found = journal.read(StoreFixture.OTHER_SUBMISSION);
        assertThat(found.size()).isBetween(500, 999);
        assertThat(found.subList(1, found.size())).isEqualTo(many.subList(0, found.size() - 1));
    }

    @Test
    void everyFlippedBit_isToldAndLeft() throws IOException {
        for (int at = 0; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x10;
            assertIsRefused(damaged, "byte " + at);
        }
    }

    @Test
    void cutOffWithinWhatTheFileBeganWith_isToldAndLeft() throws IOException {
        int began = FileHeader.BYTES + frames.get(0).length + frames.get(1).length;
        for (int length = 0; length < began; length++) {
            assertIsRefused(Arrays.copyOf(good, length), "cut to " + length);
        }
    }

    @Test
    void framesInAnotherOrderOrPlace_areToldAndLeft() throws IOException {
        append(StoreFixture.OTHER_SUBMISSION, StoreFixture.records(0, 1));
        append(StoreFixture.OTHER_SUBMISSION, StoreFixture.records(1, 2));
        List<byte[]> others = frames(Files.readAllBytes(other()));
        assertIsRefused(file(0, 2, 1, 3, 4), "exchanged");
        assertIsRefused(file(0, 1, 3, 4), "left out in the middle");
        assertIsRefused(file(0, 1, 2, 2, 3, 4), "twice");
        assertIsRefused(file(1, 2, 3, 4), "without the key");
        assertIsRefused(concatenated(file(0, 1), others.get(2)), "a frame of another submission");
        assertIsRefused(Files.readAllBytes(other()), "the file of another submission");
    }

    @Test
    void framesOfAnEarlierFile_areToldAndLeft() throws IOException {
        try (var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            lease.replace(StoreFixture.records(0, 1));
        }
        byte[] replaced = Files.readAllBytes(file);
        assertIsRefused(concatenated(replaced, frames.get(2)), "what was replaced");
    }

    /** What nobody can see: the records that are left are good. */
    @Test
    void recordsMissingAtTheEnd_areNotNoticed() throws IOException {
        Files.write(file, file(0, 1, 2));
        assertThat(journal.read(StoreFixture.SUBMISSION)).isEqualTo(StoreFixture.records(0, 2));
    }

    @Test
    void fileUnderTheNameOfAnother_isToldWhenSubmissionsAreListed() throws IOException {
        append(StoreFixture.OTHER_SUBMISSION, StoreFixture.records(0, 1));
        byte[] others = Files.readAllBytes(other());
        Files.write(file, others);
        assertThatThrownBy(journal::submissions)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(file.toString(), "the file of another submission", "left as it is");
        Files.write(file, flipped(60));
        assertThatThrownBy(journal::submissions)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(file.toString(), "damaged", "left as it is");
        assertThat(journal.read(StoreFixture.OTHER_SUBMISSION)).isEqualTo(StoreFixture.records(0, 1));
        List<KsefStorageException> told = new ArrayList<>();
        assertThat(journal.submissions(told::add)).containsExactly(StoreFixture.OTHER_SUBMISSION);
        assertThat(told)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContainingAll(file.toString(), "damaged"));
        journal.close();
        assertThatThrownBy(() -> journal.submissions(told::add))
                .as("a journal that was closed, which damages nothing")
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("was closed");
        assertThat(told).hasSize(1);
    }

    @Test
    void foreignThings_areToldAndLeft() throws IOException {
        assertIsRefused("{\"journal\":\"of another program, and long enough for a header\"}".getBytes(), "text");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> journal.read(StoreFixture.SUBMISSION))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("not a file of this store");
        Files.delete(file);
        Path elsewhere = Files.write(directory.resolve("elsewhere"), good);
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> append(StoreFixture.SUBMISSION, StoreFixture.records(4, 5)))
                .isInstanceOf(KsefStorageException.class);
        assertThat(elsewhere).hasBinaryContent(good);
    }

    @Test
    void anotherKeyAndANewerFormat_areToldAndLeft() throws IOException {
        journal.close();
        try (var other = FileSubmissionJournal.open(directory, StoreFixture.OTHER_KEY)) {
            assertThatThrownBy(() -> other.read(StoreFixture.SUBMISSION))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll(file.toString(), "another key", "left as it is");
            assertThatThrownBy(() -> other.lease(StoreFixture.SUBMISSION, OtherProcess.deadline()))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("another key");
            assertThatThrownBy(other::submissions)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("another key");
        }
        assertThat(file).hasBinaryContent(good);
        journal = FileSubmissionJournal.open(directory, StoreFixture.KEY);
        byte[] newer = good.clone();
        newer[VERSION_AT] = 2;
        var sum = new CRC32();
        sum.update(newer, 0, SUM_AT);
        ByteBuffer.wrap(newer).putInt(SUM_AT, (int) sum.getValue());
        Files.write(file, newer);
        assertThatThrownBy(() -> append(StoreFixture.SUBMISSION, StoreFixture.records(4, 5)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("format 2", "left as it is");
        assertThat(file).hasBinaryContent(newer);
    }

    private void assertIsRefused(byte[] damaged, String how) throws IOException {
        Files.write(file, damaged);
        assertThatThrownBy(() -> journal.read(StoreFixture.SUBMISSION))
                .as(how)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(
                        file.toString(), StoreFixture.SUBMISSION.toString(), "backup", "left as it is");
        assertThatThrownBy(() -> append(StoreFixture.SUBMISSION, StoreFixture.records(4, 5)))
                .as(how)
                .isInstanceOf(KsefStorageException.class);
        assertThat(file).as(how).hasBinaryContent(damaged);
        Files.write(file, good);
        journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline()).close();
    }

    private void append(SubmissionKey submission, List<JournalRecord> records) {
        try (var lease = journal.lease(submission, OtherProcess.deadline())) {
            lease.append(records);
        }
    }

    private Path other() {
        return directory.resolve(StoreFixture.entries(directory).stream()
                .filter(name -> !name.equals(file.getFileName().toString()))
                .findFirst()
                .orElseThrow());
    }

    private byte[] flipped(int at) {
        byte[] damaged = good.clone();
        damaged[at] ^= 0x10;
        return damaged;
    }

    /** The good file's header, and some of its frames. */
    private byte[] file(int... numbers) {
        byte[] all = Arrays.copyOf(good, FileHeader.BYTES);
        for (int number : numbers) {
            all = concatenated(all, frames.get(number));
        }
        return all;
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other);
        return all.toByteArray();
    }

    private static List<byte[]> frames(byte[] file) {
        List<byte[]> frames = new ArrayList<>();
        int at = FileHeader.BYTES;
        while (at < file.length) {
            int next = at + HEAD_BYTES + ByteBuffer.wrap(file).getInt(at);
            frames.add(Arrays.copyOfRange(file, at, next));
            at = next;
        }
        return frames;
    }
}
