package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.SyncStateStoreContract;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSyncStateStoreTest extends SyncStateStoreContract {

    private static final SyncKey CHAIN = new SyncKey("TEST", Nip.of("5265877635"), SubjectType.SELLER);
    private static final SyncKey OTHER_CHAIN = new SyncKey("TEST", Nip.of("5265877635"), SubjectType.BUYER);

    @TempDir
    private Path directory;

    private final List<FileSyncStateStore> opened = new ArrayList<>();

    @Override
    protected SyncStateStore states() {
        return open(new StoreDirectory(directory));
    }

    private FileSyncStateStore open(StoreDirectory location) {
        var states = FileSyncStateStore.open(location, StoreFixture.KEY, Time.system());
        opened.add(states);
        return states;
    }

    @AfterEach
    void close() {
        opened.forEach(FileSyncStateStore::close);
    }

    @Override
    protected Optional<SyncStateStore> reopened() {
        close();
        opened.clear();
        return Optional.of(states());
    }

    @Override
    protected Optional<SyncStateStore> failing() {
        Path failing = directory.resolve("failing");
        try (var states = FileSyncStateStore.open(failing, StoreFixture.KEY)) {
            append(states, CHAIN, StoreFixture.records(0, 1));
        }
        return Optional.of(open(StoreFixture.unreadable(failing)));
    }

    @Override
    protected Optional<SyncStateStore> closed() {
        var states = open(new StoreDirectory(directory.resolve("closed")));
        states.close();
        return Optional.of(states);
    }

    /** What is left of the locks if somebody deletes their files. */
    @Override
    protected Optional<JournalLease> takenOver(SyncStateStore states, SyncKey chain) {
        try {
            Files.delete(directory.resolve("sync.locks"));
            Files.delete(directory.resolve("sync.presence"));
        } catch (IOException inUse) {
            return Optional.empty();
        }
        return Optional.of(open(new StoreDirectory(directory)).lease(chain, OtherProcess.deadline()));
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(StoreFixture.traces(directory));
    }

    /** Each chain waits for the disk. */
    @Override
    protected int many() {
        return 200;
    }

    @Test
    void fileOfAChain_tellsNoName() {
        append(states(), CHAIN, StoreFixture.records(0, 3));
        assertThat(StoreFixture.onlyEntry(directory).getFileName().toString()).matches("[0-9a-f]{64}\\.sync");
        assertThat(StoreFixture.traces(directory))
                .allSatisfy(trace -> assertThat(trace).doesNotContain("5265877635", "Subject1"));
    }

    @Test
    void journal_sharesADirectoryAndAKey() {
        try (var journal = FileSubmissionJournal.open(directory, new SecretKeySpec(StoreFixture.KEY, "AES"));
                var states = FileSyncStateStore.open(directory, new SecretKeySpec(StoreFixture.KEY, "AES"));
                var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            lease.append(StoreFixture.records(0, 2));
            append(states, CHAIN, StoreFixture.records(5, 6));
            assertThat(journal.submissions()).containsExactly(StoreFixture.SUBMISSION);
            assertThat(states.chains()).containsExactly(CHAIN);
            assertThat(states.read(CHAIN)).isEqualTo(StoreFixture.records(5, 6));
        }
        assertThat(StoreFixture.names(directory))
                .as("a directory that another store may close to others")
                .allMatch(EntryName::isOfAStore);
    }

    @Test
    void lastRecordThatIsCutOff_countsAsNotWritten() throws IOException {
        var states = states();
        append(states, CHAIN, StoreFixture.records(0, 2));
        append(states, CHAIN, StoreFixture.records(2, 3));
        Path file = StoreFixture.onlyEntry(directory);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        assertThat(states.read(CHAIN)).isEqualTo(StoreFixture.records(0, 2));
        append(states, CHAIN, StoreFixture.records(7, 8));
        assertThat(states.read(CHAIN)).hasSize(3).endsWith(StoreFixture.record(7));
    }

    @Test
    void damagedFile_isToldWithWhatToDo_andLeft() throws IOException {
        var states = states();
        append(states, CHAIN, StoreFixture.records(0, 2));
        Path file = StoreFixture.onlyEntry(directory);
        append(states, OTHER_CHAIN, StoreFixture.records(0, 2));
        byte[] damaged = Files.readAllBytes(file);
        damaged[60] ^= 1;
        Files.write(file, damaged);
        for (Runnable use : List.<Runnable>of(
                () -> states.read(CHAIN), states::chains, () -> append(states, CHAIN, StoreFixture.records(2, 3)))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll(file.toString(), "damaged", "move it away", "left as it is");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        assertThat(states.read(OTHER_CHAIN)).isEqualTo(StoreFixture.records(0, 2));
    }

    @Test
    void fileOfAnotherChainOrKind_isRefused() throws IOException {
        var states = states();
        append(states, CHAIN, StoreFixture.records(0, 2));
        Path file = StoreFixture.onlyEntry(directory);
        byte[] ofTheChain = Files.readAllBytes(file);
        append(states, OTHER_CHAIN, StoreFixture.records(0, 2));
        Path other = directory.resolve(StoreFixture.entries(directory).stream()
                .filter(name -> !file.endsWith(name))
                .findFirst()
                .orElseThrow());
        Files.write(other, ofTheChain);
        assertThatThrownBy(() -> states.read(OTHER_CHAIN)).isInstanceOf(KsefStorageException.class);
        assertThatThrownBy(states::chains)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("another synchronisation");

        try (var journal = FileSubmissionJournal.open(directory.resolve("journal"), StoreFixture.KEY);
                var lease = journal.lease(StoreFixture.SUBMISSION, OtherProcess.deadline())) {
            lease.append(StoreFixture.records(0, 1));
        }
        Files.write(other, Files.readAllBytes(StoreFixture.onlyEntry(directory.resolve("journal"))));
        assertThatThrownBy(() -> states.read(OTHER_CHAIN))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("not a file of this store");
    }

    @Test
    void hundredThousandNumbers_inThousandsOfRecords_areReadInOneGo() {
        var counted = new CountingDirectory(directory);
        var states = open(counted);
        List<JournalRecord> all = IntStream.range(0, 2000)
                .mapToObj(FileSyncStateStoreTest::fiftyNumbers)
                .toList();
        try (var lease = states.lease(CHAIN, OtherProcess.deadline())) {
            all.forEach(each -> lease.append(List.of(each)));
            assertThat(counted.bytes)
                    .as("bytes that appending reads of whole files")
                    .isZero();
            assertThat(lease.records()).isEqualTo(all);
        }
        long size = StoreFixture.onlyEntry(directory).toFile().length();
        assertThat(counted.bytes).as("bytes that were read, once each").isEqualTo(size);
        try (var lease = states.lease(CHAIN, OtherProcess.deadline())) {
            lease.replace(all.subList(1990, 2000));
        }
        assertThat(StoreFixture.onlyEntry(directory).toFile().length())
                .as("a file that was compacted")
                .isLessThan(size / 100);
        assertThat(states.read(CHAIN)).isEqualTo(all.subList(1990, 2000));
    }

    private static JournalRecord fiftyNumbers(int number) {
        String numbers = IntStream.range(0, 50)
                .mapToObj(i -> String.format("5265877635-20260826-%012X-AF", number * 50 + i))
                .collect(Collectors.joining(" "));
        return new JournalRecord(Instant.EPOCH.plusSeconds(number), "taken", Map.of("numbers", numbers));
    }

    private static void append(SyncStateStore states, SyncKey chain, List<JournalRecord> records) {
        try (var lease = states.lease(chain, OtherProcess.deadline())) {
            lease.append(records);
        }
    }

    /** Counts what is read of files from their beginning. What is written does not wait for the disk. */
    private static final class CountingDirectory extends StoreDirectory {

        private long bytes;

        CountingDirectory(Path directory) {
            super(directory);
        }

        @Override
        void append(String name, long length, byte[] content) throws IOException {
            assertThat(Files.size(path(name))).isEqualTo(length);
            Files.write(path(name), content, StandardOpenOption.APPEND);
        }

        @Override
        Optional<InputStream> open(String name) throws IOException, UnreadableFileException {
            return super.open(name).map(file -> new FilterInputStream(file) {
                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int count = super.read(into, offset, length);
                    bytes += Math.max(0, count);
                    return count;
                }
            });
        }
    }
}
