package dev.ksef.testkit.store;

import static dev.ksef.testkit.store.JournalSamples.SECRET_NAME;
import static dev.ksef.testkit.store.JournalSamples.SECRET_TYPE;
import static dev.ksef.testkit.store.JournalSamples.SECRET_VALUE;
import static dev.ksef.testkit.store.JournalSamples.forms;
import static dev.ksef.testkit.store.JournalSamples.numberOf;
import static dev.ksef.testkit.store.JournalSamples.numbered;
import static dev.ksef.testkit.store.JournalSamples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.thread.TestThreads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests what every store of leased records must do.
 *
 * @param <S> the store
 * @param <K> what records are kept for
 */
abstract class LeasedRecordsContract<S, K> {

    private static final int LARGE_APPEND = 10_000;

    /** Makes an empty store. Called once per test, before all other hooks. */
    abstract S store();

    abstract JournalLease lease(S store, K key, Deadline deadline);

    abstract List<JournalRecord> read(S store, K key);

    abstract Set<K> keys(S store);

    abstract K key();

    abstract K otherKey();

    /** Returns a key for each number. */
    abstract K numberedKey(int number);

    /** Returns keys that are easily taken for each other. */
    abstract List<K> awkwardKeys();

    /** Returns the clock of the store. */
    protected Time time() {
        return Time.system();
    }

    /**
     * Makes another store on what the one of this test has written, as after a restart. Empty if nothing outlives a
     * store.
     */
    protected Optional<S> reopened() {
        return Optional.empty();
    }

    /** Makes a store that cannot reach its storage. Empty if nothing can fail. */
    protected Optional<S> failing() {
        return Optional.empty();
    }

    /** Makes a store and closes it. Empty if there is nothing to close. */
    protected Optional<S> closed() {
        return Optional.empty();
    }

    /**
     * Takes the lease of a key from its holder, as if that were dead, and returns that of the new holder. Empty if
     * no lease of this store can be lost; then it is not tested whether leases are fenced.
     *
     * @param store the one of this test
     * @param key whose lease somebody holds
     */
    protected Optional<JournalLease> takenOver(S store, K key) {
        return Optional.empty();
    }

    /**
     * Returns all that the store of this test left for others to read: names and contents of files, rows, log lines. Empty if
     * it leaves nothing outside the memory of its process; then it is not tested whether it encrypts.
     */
    protected Optional<List<String>> traces() {
        return Optional.empty();
    }

    /** Returns how many keys are many for this store. */
    protected int many() {
        return 1000;
    }

    @Test
    void read_ofWhatWasNeverWritten_isEmpty() {
        var store = store();
        assertThat(read(store, key())).isEmpty();
        assertThat(keys(store)).isEmpty();
    }

    @Test
    void records_comeBackInTheOrderInWhichTheyWereWritten() {
        var store = store();
        try (var lease = lease(store, key())) {
            assertThat(lease.records()).isEmpty();
            lease.append(numbered(0, 1));
            lease.append(numbered(1, 4));
            assertThat(lease.records()).as("by their holder").isEqualTo(numbered(0, 4));
            assertThat(read(store, key())).as("by others meanwhile").isEqualTo(numbered(0, 4));
            lease.append(List.of());
            lease.append(numbered(4, 5));
        }
        try (var next = lease(store, key())) {
            assertThat(next.records()).as("by the next holder").isEqualTo(numbered(0, 5));
            next.append(numbered(5, 6));
        }
        assertThat(read(store, key())).isEqualTo(numbered(0, 6));
    }

    @Test
    void restart_losesNothing() {
        var store = store();
        write(store, key(), numbered(0, 3));
        write(store, key(), forms());
        write(store, otherKey(), numbered(7, 8));
        Optional<S> next = reopened();
        assumeTrue(next.isPresent(), "This store keeps nothing beyond a restart");
        var reopened = next.orElseThrow();
        assertThat(keys(reopened)).as("what the process before left").containsExactlyInAnyOrder(key(), otherKey());
        assertThat(read(reopened, otherKey())).isEqualTo(numbered(7, 8));
        try (var lease = lease(reopened, key())) {
            lease.append(numbered(3, 4));
            List<JournalRecord> all = new ArrayList<>(numbered(0, 3));
            all.addAll(forms());
            all.addAll(numbered(3, 4));
            assertThat(lease.records()).isEqualTo(all);
        }
    }

    @Test
    void recordsOfAnyForm_comeBackAsTheyWereWritten() {
        var store = store();
        try (var lease = lease(store, key())) {
            for (JournalRecord each : forms()) {
                lease.append(List.of(each));
            }
        }
        assertThat(read(store, key())).as("one by one").isEqualTo(forms());
        write(store, otherKey(), forms());
        assertThat(read(store, otherKey())).as("all at once").isEqualTo(forms());
    }

    @Test
    void keysThatDifferAtAll_haveRecordsOfTheirOwn() {
        var store = store();
        List<K> keys = awkwardKeys();
        List<JournalLease> leases = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            JournalLease lease = lease(store, keys.get(i));
            leases.add(lease);
            lease.append(numbered(i, i + 1));
        }
        assertThat(keys(store)).containsExactlyInAnyOrderElementsOf(keys);
        for (int i = 0; i < keys.size(); i += 2) {
            leases.get(i).replace(List.of());
        }
        leases.forEach(JournalLease::close);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(read(store, keys.get(i)))
                    .as("what is kept of '%s', every second one was forgotten", keys.get(i))
                    .isEqualTo(i % 2 == 0 ? List.of() : numbered(i, i + 1));
        }
    }

    @Test
    void keys_areThoseThatHaveARecord() {
        var store = store();
        try (var lease = lease(store, key())) {
            assertThat(keys(store)).as("nothing was written yet").isEmpty();
            lease.append(List.of());
            assertThat(keys(store)).as("nothing was written").isEmpty();
            lease.append(numbered(0, 2));
            assertThat(keys(store)).containsExactly(key());
        }
        write(store, otherKey(), numbered(0, 1));
        assertThat(keys(store)).containsExactlyInAnyOrder(key(), otherKey());
        forget(store, key());
        assertThat(keys(store)).containsExactly(otherKey());
    }

    @Test
    void manyKeys_areAllListedAndRead() {
        var store = store();
        List<K> keys = new ArrayList<>();
        for (int i = 0; i < many(); i++) {
            keys.add(numberedKey(i));
            write(store, numberedKey(i), numbered(i, i + 1));
        }
        assertThat(keys(store)).containsExactlyInAnyOrderElementsOf(keys);
        for (int i = 0; i < many(); i++) {
            assertThat(read(store, numberedKey(i))).isEqualTo(numbered(i, i + 1));
        }
    }

    @Test
    void thousandsOfRecords_areWrittenAtOnce() {
        var store = store();
        try (var lease = lease(store, key())) {
            lease.append(numbered(0, LARGE_APPEND));
            lease.append(numbered(LARGE_APPEND, LARGE_APPEND + 1));
            assertThat(lease.records()).isEqualTo(numbered(0, LARGE_APPEND + 1));
            lease.replace(numbered(1, LARGE_APPEND));
        }
        assertThat(read(store, key())).isEqualTo(numbered(1, LARGE_APPEND));
    }

    @Test
    void replace_takesThePlaceOfAllRecords() {
        var store = store();
        write(store, otherKey(), numbered(9, 10));
        try (var lease = lease(store, key())) {
            lease.replace(numbered(0, 2));
            assertThat(lease.records()).as("of none").isEqualTo(numbered(0, 2));
            lease.append(numbered(2, 3));
            lease.replace(numbered(5, 6));
            assertThat(lease.records()).isEqualTo(numbered(5, 6));
            lease.append(numbered(6, 8));
        }
        assertThat(read(store, key())).isEqualTo(numbered(5, 8));
        assertThat(read(store, otherKey())).as("of another key").isEqualTo(numbered(9, 10));
    }

    @Test
    void forgotten_isGoneAndCanBeBegunAnew() {
        var store = store();
        write(store, key(), numbered(0, 3));
        write(store, otherKey(), numbered(9, 10));
        try (var lease = lease(store, key())) {
            lease.replace(List.of());
            assertThat(lease.records()).isEmpty();
            assertThat(keys(store)).containsExactly(otherKey());
            lease.replace(List.of());
            lease.append(numbered(20, 22));
        }
        assertThat(read(store, key())).isEqualTo(numbered(20, 22));
        forget(store, key());
        assertThat(read(store, key())).isEmpty();
        assertThat(read(store, otherKey())).isEqualTo(numbered(9, 10));
    }

    @Test
    void listsOfTheCaller_areCopied() {
        var store = store();
        List<JournalRecord> given = new ArrayList<>(numbered(0, 2));
        try (var lease = lease(store, key())) {
            lease.append(given);
            given.clear();
            assertThat(lease.records()).isEqualTo(numbered(0, 2));
            given.addAll(numbered(4, 6));
            lease.replace(given);
            given.add(numbered(6));
            List<JournalRecord> before = lease.records();
            lease.append(numbered(6, 7));
            assertThat(before).as("what was read before the last append").isEqualTo(numbered(4, 6));
            tryToClear(before);
            tryToClear(read(store, key()));
            assertThat(lease.records()).isEqualTo(numbered(4, 7));
        }
    }

    private static void tryToClear(List<JournalRecord> read) {
        try {
            read.clear();
        } catch (UnsupportedOperationException refused) {
            assertThat(read).as("a list that cannot be changed").isNotEmpty();
        }
    }

    @Test
    void lease_keepsOthersOutUntilItIsGivenBack() throws Exception {
        var store = store();
        BackgroundCall other;
        try (var lease = lease(store, key())) {
            lease.append(numbered(0, 1));
            other = BackgroundCall.waiting(() -> {
                try (var next = lease(store, key(), patient())) {
                    long found = next.records().size();
                    next.append(numbered(2, 3));
                    return found;
                }
            });
            lease.append(numbered(1, 2));
            assertThat(other.isDone()).as("another one wrote meanwhile").isFalse();
        }
        assertThat(other.result()).as("records that the next holder found").isEqualTo(2);
        assertThat(read(store, key())).isEqualTo(numbered(0, 3));
    }

    @Test
    void whileAKeyIsHeld_allElseGoesOn() throws Exception {
        var store = store();
        try (var held = lease(store, key())) {
            held.append(numbered(0, 1));
            BackgroundCall others = BackgroundCall.started(() -> {
                write(store, otherKey(), numbered(5, 6));
                return (long) read(store, key()).size() + keys(store).size();
            });
            assertThat(others.result()).as("one record that was read, two keys").isEqualTo(3);
            held.append(numbered(1, 2));
        }
        assertThat(read(store, key())).isEqualTo(numbered(0, 2));
        assertThat(read(store, otherKey())).isEqualTo(numbered(5, 6));
    }

    @Test
    void leaseThatOthersHold_isWaitedForUntilTheDeadline() throws Exception {
        var store = store();
        try (var held = lease(store, key())) {
            for (Deadline deadline :
                    List.of(Deadline.after(Duration.ofMillis(60), time()), new Deadline(time().millis() - 1))) {
                BackgroundCall other = BackgroundCall.started(() -> {
                    lease(store, key(), deadline).close();
                    return 0L;
                });
                assertThat(other.failure())
                        .isInstanceOf(KsefStorageException.class)
                        .hasMessageContaining(key().toString());
                assertThat(deadline.hasPassed(time())).as("it waited").isTrue();
            }
            held.append(numbered(0, 1));
        }
        try (var next = lease(store, key(), new Deadline(time().millis() - 1))) {
            assertThat(next.records())
                    .as("a lease that nobody holds is there at once, even if the deadline has passed")
                    .hasSize(1);
        }
    }

    @Test
    void interruptedWait_endsAndKeepsTheInterrupt() throws Exception {
        var store = store();
        try (var held = lease(store, key())) {
            BackgroundCall other = BackgroundCall.waiting(() -> {
                assertThatThrownBy(() -> lease(store, key(), patient())).isInstanceOf(KsefDeadlineException.class);
                return Thread.currentThread().isInterrupted() ? 1L : 0L;
            });
            other.interrupt();
            assertThat(other.result())
                    .as("interrupt kept for whoever asks next")
                    .isEqualTo(1);
            held.append(numbered(0, 1));
        }
        write(store, key(), numbered(1, 2));
        assertThat(read(store, key())).isEqualTo(numbered(0, 2));
    }

    @Test
    void leaseThatWasGivenBack_writesNothing() {
        var store = store();
        var lease = lease(store, key());
        lease.append(numbered(0, 1));
        lease.close();
        assertWritesNothing(lease, store);
        assertThatCode(lease::close).as("giving it back again").doesNotThrowAnyException();
        try (var next = lease(store, key())) {
            lease.close();
            assertWritesNothing(lease, store);
            assertThatThrownBy(() -> lease(store, key(), new Deadline(time().millis() - 1)))
                    .as("giving an old one back does not end the right of the next")
                    .isInstanceOf(KsefStorageException.class);
            next.append(numbered(1, 2));
        }
        assertThat(read(store, key())).isEqualTo(numbered(0, 2));
    }

    @Test
    void leaseThatWasLost_writesNothing() {
        var store = store();
        var lost = lease(store, key());
        lost.append(numbered(0, 2));
        Optional<JournalLease> takenOver = takenOver(store, key());
        assumeTrue(
                takenOver.isPresent(),
                "NOT TESTED whether leases are fenced: override takenOver() if one can be lost while its holder lives");
        try (var next = takenOver.orElseThrow()) {
            assertThat(next.records()).as("found by the next holder").isEqualTo(numbered(0, 2));
            next.append(numbered(2, 3));
            assertWritesNothing(lost, store);
            next.append(numbered(3, 4));
            lost.close();
            next.append(numbered(4, 5));
            assertWritesNothing(lost, store);
            assertThat(next.records()).isEqualTo(numbered(0, 5));
        }
    }

    private void assertWritesNothing(JournalLease lease, S store) {
        List<JournalRecord> before = read(store, key());
        for (Consumer<JournalLease> write : List.<Consumer<JournalLease>>of(
                each -> each.append(numbered(90, 91)),
                each -> each.replace(numbered(90, 91)),
                each -> each.replace(List.of()))) {
            assertThatThrownBy(() -> write.accept(lease))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(key().toString());
            assertThat(read(store, key())).isEqualTo(before);
        }
    }

    @Test
    void manyThreadsOnKeysOfTheirOwn_writeSideBySide() throws Exception {
        var store = store();
        TestThreads.runTogether(8, number -> {
            for (int i = 0; i < 20; i++) {
                try (var lease = lease(store, numberedKey(number))) {
                    lease.append(numbered(i, i + 1));
                    assertThat(lease.records()).isEqualTo(numbered(0, i + 1));
                }
            }
        });
        for (int number = 0; number < 8; number++) {
            assertThat(read(store, numberedKey(number))).isEqualTo(numbered(0, 20));
        }
    }

    @Test
    void manyThreadsOnOneKey_writeOneAfterTheOther() throws Exception {
        var store = store();
        TestThreads.runTogether(4, number -> {
            for (int i = 0; i < 10; i++) {
                try (var lease = lease(store, key(), patient())) {
                    int next = lease.records().size();
                    lease.append(numbered(next, next + 1));
                }
            }
        });
        assertThat(read(store, key())).as("a count of which none is lost").isEqualTo(numbered(0, 40));
    }

    @Test
    void manyThreadsWithOneLease_writeEachRecordOnceInTheirOrder() throws Exception {
        var store = store();
        try (var lease = lease(store, key())) {
            TestThreads.runTogether(4, number -> {
                for (int i = 0; i < 10; i++) {
                    lease.append(numbered(number * 100 + i, number * 100 + i + 1));
                }
            });
        }
        List<JournalRecord> all = read(store, key());
        assertThat(all).hasSize(40);
        for (int number = 0; number < 4; number++) {
            int first = number * 100;
            assertThat(all.stream().filter(each -> numberOf(each) / 100 * 100 == first))
                    .as("records of thread %d", number)
                    .containsExactlyElementsOf(numbered(first, first + 10));
        }
    }

    @Test
    void readers_seeABeginningOfTheRecords_orAllThatReplacedThem() throws Exception {
        var store = store();
        var over = new AtomicBoolean();
        write(store, key(), numbered(0, 10));
        try (var threads = new TestThreads();
                var lease = lease(store, key())) {
            Future<Integer> reader = threads.start(() -> {
                int looks = 0;
                for (; looks == 0 || !over.get(); looks++) {
                    List<JournalRecord> found = read(store, key());
                    assertThat(found)
                            .as("never fewer than what was written first")
                            .hasSizeGreaterThanOrEqualTo(10);
                    int first = numberOf(found.get(0));
                    assertThat(found).isEqualTo(numbered(first, first + found.size()));
                    assertThat(first % 1000)
                            .as("the beginning of one generation")
                            .isZero();
                }
                return looks;
            });
            for (int generation = 1; generation <= 10; generation++) {
                int first = generation * 1000;
                lease.replace(numbered(first, first + 10));
                for (int i = 10; i < 20; i++) {
                    lease.append(numbered(first + i, first + i + 1));
                }
            }
            over.set(true);
            assertThat(reader.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isPositive();
        }
        assertThat(read(store, key())).isEqualTo(numbered(10_000, 10_020));
    }

    @Test
    void failingStore_saysSoWithoutSecrets() {
        store();
        Optional<S> failing = failing();
        assumeTrue(failing.isPresent(), "Nothing can fail in this store");
        assertFails(failing.orElseThrow());
    }

    @Test
    void closedStore_failsLikeABrokenOne() {
        store();
        Optional<S> closed = closed();
        assumeTrue(closed.isPresent(), "There is nothing to close in this store");
        assertFails(closed.orElseThrow());
    }

    @Test
    void nothingThatIsTold_holdsARecord() {
        var store = store();
        try (var lease = lease(store, key())) {
            lease.append(List.of(secret()));
            assertNoSecret(String.valueOf(lease));
            assertNoSecret(catchThrowable(() -> lease(store, key(), new Deadline(time().millis() - 1))));
            lease.close();
            assertNoSecret(catchThrowable(() -> lease.append(List.of(secret()))));
            assertNoSecret(catchThrowable(() -> lease.replace(List.of(secret()))));
        }
        assertNoSecret(String.valueOf(store));
    }

    @Test
    void whatIsLeftForOthersToRead_holdsNoRecord() {
        var store = store();
        try (var lease = lease(store, key())) {
            lease.append(List.of(secret()));
            lease.append(List.of(secret(), secret()));
            lease.replace(List.of(secret()));
        }
        Optional<List<String>> traces = traces();
        assumeTrue(
                traces.isPresent(),
                "NOT TESTED whether this store encrypts: override traces() if it writes anything outside its process");
        assertThat(traces.orElseThrow())
                .as("traces of a store that has written a record")
                .isNotEmpty()
                .allSatisfy(LeasedRecordsContract::assertNoSecret);
    }

    private void assertFails(S broken) {
        List<Consumer<S>> calls = List.of(
                store -> {
                    try (var lease = lease(store, key())) {
                        lease.append(List.of(secret()));
                    }
                },
                store -> read(store, key()),
                this::keys);
        for (Consumer<S> call : calls) {
            Throwable failure = catchThrowable(() -> call.accept(broken));
            assertThat(failure).isInstanceOf(KsefStorageException.class);
            assertThat(failure.getMessage()).as("says what happened").isNotBlank();
            assertNoSecret(failure);
        }
    }

    private static void assertNoSecret(Throwable failure) {
        assertThat(failure).as("what was expected to fail").isNotNull();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertNoSecret(String.valueOf(each));
            Stream.of(each.getSuppressed()).map(String::valueOf).forEach(LeasedRecordsContract::assertNoSecret);
        }
    }

    private static void assertNoSecret(String text) {
        for (String secret : List.of(SECRET_VALUE, SECRET_NAME, SECRET_TYPE)) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private JournalLease lease(S store, K key) {
        return lease(store, key, soon());
    }

    final void write(S store, K key, List<JournalRecord> records) {
        try (var lease = lease(store, key)) {
            lease.append(records);
        }
    }

    private void forget(S store, K key) {
        try (var lease = lease(store, key)) {
            lease.replace(List.of());
        }
    }

    private Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10), time());
    }

    private Deadline patient() {
        return Deadline.after(Duration.ofSeconds(TestThreads.PATIENCE_SECONDS), time());
    }
}
