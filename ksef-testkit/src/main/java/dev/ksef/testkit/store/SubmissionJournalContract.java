package dev.ksef.testkit.store;

import static dev.ksef.testkit.store.JournalSamples.KEY;
import static dev.ksef.testkit.store.JournalSamples.OTHER_KEY;
import static dev.ksef.testkit.store.JournalSamples.SECRET_NAME;
import static dev.ksef.testkit.store.JournalSamples.SECRET_TYPE;
import static dev.ksef.testkit.store.JournalSamples.SECRET_VALUE;
import static dev.ksef.testkit.store.JournalSamples.awkwardKeys;
import static dev.ksef.testkit.store.JournalSamples.forms;
import static dev.ksef.testkit.store.JournalSamples.numberOf;
import static dev.ksef.testkit.store.JournalSamples.numbered;
import static dev.ksef.testkit.store.JournalSamples.numberedKey;
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
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests what every {@link SubmissionJournal} must do. Extend this class and return an empty journal. Override the hooks that fit
 * the journal; tests of the other hooks are reported as skipped.
 */
public abstract class SubmissionJournalContract {

    private static final int LARGE_APPEND = 10_000;

    /** Makes an empty journal. Called once per test, before all other hooks. The extending class closes the journal. */
    protected abstract SubmissionJournal journal();

    /** Returns the clock of the journal. */
    protected Time time() {
        return Time.system();
    }

    /**
     * Makes another journal on what the journal of this test has written, as after a restart. Empty if nothing outlives a
     * journal.
     */
    protected Optional<SubmissionJournal> reopened() {
        return Optional.empty();
    }

    /** Makes a journal that cannot reach its storage. Empty if nothing can fail. */
    protected Optional<SubmissionJournal> failing() {
        return Optional.empty();
    }

    /** Makes a journal and closes it. Empty if there is nothing to close. */
    protected Optional<SubmissionJournal> closed() {
        return Optional.empty();
    }

    /**
     * Takes the right to write a submission from its holder, as if that were dead, and returns that of the new holder. Empty if
     * no lease of this journal can be lost; then it is not tested whether leases are fenced.
     *
     * @param journal the journal of this test
     * @param submission whose lease somebody holds
     */
    protected Optional<JournalLease> takenOver(SubmissionJournal journal, SubmissionKey submission) {
        return Optional.empty();
    }

    /**
     * Returns all that the journal of this test left for others to read: names and contents of files, rows, log lines. Empty if
     * it leaves nothing outside the memory of its process; then it is not tested whether it encrypts.
     */
    protected Optional<List<String>> traces() {
        return Optional.empty();
    }

    /**
     * Damages what the journal of this test keeps of one submission, as a failing disk does, so that it cannot be read any more.
     *
     * @return false if that is not possible, or cannot happen to one submission alone; then it is not tested
     */
    protected boolean damage(SubmissionKey submission) {
        return false;
    }

    /** Returns how many submissions are many for this journal. */
    protected int many() {
        return 1000;
    }

    @Test
    void read_ofWhatWasNeverWritten_isEmpty() {
        var journal = journal();
        assertThat(journal.read(KEY)).isEmpty();
        assertThat(journal.submissions()).isEmpty();
    }

    @Test
    void records_comeBackInTheOrderInWhichTheyWereWritten() {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            assertThat(lease.records()).isEmpty();
            lease.append(numbered(0, 1));
            lease.append(numbered(1, 4));
            assertThat(lease.records()).as("by their holder").isEqualTo(numbered(0, 4));
            assertThat(journal.read(KEY)).as("by others meanwhile").isEqualTo(numbered(0, 4));
            lease.append(List.of());
            lease.append(numbered(4, 5));
        }
        try (var next = lease(journal, KEY)) {
            assertThat(next.records()).as("by the next holder").isEqualTo(numbered(0, 5));
            next.append(numbered(5, 6));
        }
        assertThat(journal.read(KEY)).isEqualTo(numbered(0, 6));
    }

    @Test
    void restart_losesNothing() {
        var journal = journal();
        write(journal, KEY, numbered(0, 3));
        write(journal, KEY, forms());
        write(journal, OTHER_KEY, numbered(7, 8));
        Optional<SubmissionJournal> next = reopened();
        assumeTrue(next.isPresent(), "This journal keeps nothing beyond a restart");
        var reopened = next.orElseThrow();
        assertThat(reopened.submissions()).as("what the process before left").containsExactlyInAnyOrder(KEY, OTHER_KEY);
        assertThat(reopened.read(OTHER_KEY)).isEqualTo(numbered(7, 8));
        try (var lease = lease(reopened, KEY)) {
            lease.append(numbered(3, 4));
            List<JournalRecord> all = new ArrayList<>(numbered(0, 3));
            all.addAll(forms());
            all.addAll(numbered(3, 4));
            assertThat(lease.records()).isEqualTo(all);
        }
    }

    @Test
    void recordsOfAnyForm_comeBackAsTheyWereWritten() {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            for (JournalRecord each : forms()) {
                lease.append(List.of(each));
            }
        }
        assertThat(journal.read(KEY)).as("one by one").isEqualTo(forms());
        write(journal, OTHER_KEY, forms());
        assertThat(journal.read(OTHER_KEY)).as("all at once").isEqualTo(forms());
    }

    @Test
    void keysThatDifferAtAll_areSubmissionsOfTheirOwn() {
        var journal = journal();
        List<SubmissionKey> keys = awkwardKeys();
        List<JournalLease> leases = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            JournalLease lease = lease(journal, keys.get(i));
            leases.add(lease);
            lease.append(numbered(i, i + 1));
        }
        assertThat(journal.submissions()).containsExactlyInAnyOrderElementsOf(keys);
        for (int i = 0; i < keys.size(); i += 2) {
            leases.get(i).replace(List.of());
        }
        leases.forEach(JournalLease::close);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(journal.read(keys.get(i)))
                    .as("what is kept of '%s', every second one was forgotten", keys.get(i))
                    .isEqualTo(i % 2 == 0 ? List.of() : numbered(i, i + 1));
        }
    }

    @Test
    void submissions_areThoseThatHaveARecord() {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            assertThat(journal.submissions()).as("nothing was written yet").isEmpty();
            lease.append(List.of());
            assertThat(journal.submissions()).as("nothing was written").isEmpty();
            lease.append(numbered(0, 2));
            assertThat(journal.submissions()).containsExactly(KEY);
        }
        write(journal, OTHER_KEY, numbered(0, 1));
        assertThat(journal.submissions()).containsExactlyInAnyOrder(KEY, OTHER_KEY);
        forget(journal, KEY);
        assertThat(journal.submissions()).containsExactly(OTHER_KEY);
    }

    @Test
    void manySubmissions_areAllListedAndRead() {
        var journal = journal();
        List<SubmissionKey> keys = new ArrayList<>();
        for (int i = 0; i < many(); i++) {
            keys.add(numberedKey(i));
            write(journal, numberedKey(i), numbered(i, i + 1));
        }
        assertThat(journal.submissions()).containsExactlyInAnyOrderElementsOf(keys);
        for (int i = 0; i < many(); i++) {
            assertThat(journal.read(numberedKey(i))).isEqualTo(numbered(i, i + 1));
        }
    }

    @Test
    void thousandsOfRecords_areWrittenAtOnce() {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            lease.append(numbered(0, LARGE_APPEND));
            lease.append(numbered(LARGE_APPEND, LARGE_APPEND + 1));
            assertThat(lease.records()).isEqualTo(numbered(0, LARGE_APPEND + 1));
            lease.replace(numbered(1, LARGE_APPEND));
        }
        assertThat(journal.read(KEY)).isEqualTo(numbered(1, LARGE_APPEND));
    }

    @Test
    void replace_takesThePlaceOfAllRecords() {
        var journal = journal();
        write(journal, OTHER_KEY, numbered(9, 10));
        try (var lease = lease(journal, KEY)) {
            lease.replace(numbered(0, 2));
            assertThat(lease.records()).as("of none").isEqualTo(numbered(0, 2));
            lease.append(numbered(2, 3));
            lease.replace(numbered(5, 6));
            assertThat(lease.records()).isEqualTo(numbered(5, 6));
            lease.append(numbered(6, 8));
        }
        assertThat(journal.read(KEY)).isEqualTo(numbered(5, 8));
        assertThat(journal.read(OTHER_KEY)).as("of another submission").isEqualTo(numbered(9, 10));
    }

    @Test
    void forgotten_isGoneAndCanBeBegunAnew() {
        var journal = journal();
        write(journal, KEY, numbered(0, 3));
        write(journal, OTHER_KEY, numbered(9, 10));
        try (var lease = lease(journal, KEY)) {
            lease.replace(List.of());
            assertThat(lease.records()).isEmpty();
            assertThat(journal.submissions()).containsExactly(OTHER_KEY);
            lease.replace(List.of());
            lease.append(numbered(20, 22));
        }
        assertThat(journal.read(KEY)).isEqualTo(numbered(20, 22));
        forget(journal, KEY);
        assertThat(journal.read(KEY)).isEmpty();
        assertThat(journal.read(OTHER_KEY)).isEqualTo(numbered(9, 10));
    }

    @Test
    void damagedSubmission_isTold_andTheOthersAreListed() {
        var journal = journal();
        write(journal, KEY, numbered(0, 3));
        write(journal, OTHER_KEY, numbered(9, 10));
        List<KsefStorageException> told = new ArrayList<>();
        assertThat(journal.submissions(told::add)).containsExactlyInAnyOrder(KEY, OTHER_KEY);
        assertThat(told).as("nothing is damaged").isEmpty();
        assumeTrue(damage(KEY), "One submission of this journal cannot be damaged alone");
        assertThat(journal.submissions(told::add)).containsExactly(OTHER_KEY);
        assertThat(told).as("what is told of the damaged one").hasSize(1);
        assertThat(journal.read(OTHER_KEY)).isEqualTo(numbered(9, 10));
    }

    @Test
    void listsOfTheCaller_areCopied() {
        var journal = journal();
        List<JournalRecord> given = new ArrayList<>(numbered(0, 2));
        try (var lease = lease(journal, KEY)) {
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
            tryToClear(journal.read(KEY));
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
        var journal = journal();
        BackgroundCall other;
        try (var lease = lease(journal, KEY)) {
            lease.append(numbered(0, 1));
            other = BackgroundCall.waiting(() -> {
                try (var next = journal.lease(KEY, patient())) {
                    long found = next.records().size();
                    next.append(numbered(2, 3));
                    return found;
                }
            });
            lease.append(numbered(1, 2));
            assertThat(other.isDone()).as("another one wrote meanwhile").isFalse();
        }
        assertThat(other.result()).as("records that the next holder found").isEqualTo(2);
        assertThat(journal.read(KEY)).isEqualTo(numbered(0, 3));
    }

    @Test
    void whileASubmissionIsHeld_allElseGoesOn() throws Exception {
        var journal = journal();
        try (var held = lease(journal, KEY)) {
            held.append(numbered(0, 1));
            BackgroundCall others = BackgroundCall.started(() -> {
                write(journal, OTHER_KEY, numbered(5, 6));
                return (long) journal.read(KEY).size() + journal.submissions().size();
            });
            assertThat(others.result())
                    .as("one record that was read, two submissions")
                    .isEqualTo(3);
            held.append(numbered(1, 2));
        }
        assertThat(journal.read(KEY)).isEqualTo(numbered(0, 2));
        assertThat(journal.read(OTHER_KEY)).isEqualTo(numbered(5, 6));
    }

    @Test
    void leaseThatOthersHold_isWaitedForUntilTheDeadline() throws Exception {
        var journal = journal();
        try (var held = lease(journal, KEY)) {
            for (Deadline deadline :
                    List.of(Deadline.after(Duration.ofMillis(60), time()), new Deadline(time().millis() - 1))) {
                BackgroundCall other = BackgroundCall.started(() -> {
                    journal.lease(KEY, deadline).close();
                    return 0L;
                });
                assertThat(other.failure())
                        .isInstanceOf(KsefStorageException.class)
                        .hasMessageContaining(KEY.toString());
                assertThat(deadline.hasPassed(time())).as("it waited").isTrue();
            }
            held.append(numbered(0, 1));
        }
        try (var next = journal.lease(KEY, new Deadline(time().millis() - 1))) {
            assertThat(next.records())
                    .as("a lease that nobody holds is there at once, even if the deadline has passed")
                    .hasSize(1);
        }
    }

    @Test
    void interruptedWait_endsAndKeepsTheInterrupt() throws Exception {
        var journal = journal();
        try (var held = lease(journal, KEY)) {
            BackgroundCall other = BackgroundCall.waiting(() -> {
                assertThatThrownBy(() -> journal.lease(KEY, patient())).isInstanceOf(KsefDeadlineException.class);
                return Thread.currentThread().isInterrupted() ? 1L : 0L;
            });
            other.interrupt();
            assertThat(other.result())
                    .as("interrupt kept for whoever asks next")
                    .isEqualTo(1);
            held.append(numbered(0, 1));
        }
        write(journal, KEY, numbered(1, 2));
        assertThat(journal.read(KEY)).isEqualTo(numbered(0, 2));
    }

    @Test
    void leaseThatWasGivenBack_writesNothing() {
        var journal = journal();
        var lease = lease(journal, KEY);
        lease.append(numbered(0, 1));
        lease.close();
        assertWritesNothing(lease, journal);
        assertThatCode(lease::close).as("giving it back again").doesNotThrowAnyException();
        try (var next = lease(journal, KEY)) {
            lease.close();
            assertWritesNothing(lease, journal);
            assertThatThrownBy(() -> journal.lease(KEY, new Deadline(time().millis() - 1)))
                    .as("giving an old one back does not end the right of the next")
                    .isInstanceOf(KsefStorageException.class);
            next.append(numbered(1, 2));
        }
        assertThat(journal.read(KEY)).isEqualTo(numbered(0, 2));
    }

    @Test
    void leaseThatWasLost_writesNothing() {
        var journal = journal();
        var lost = lease(journal, KEY);
        lost.append(numbered(0, 2));
        Optional<JournalLease> takenOver = takenOver(journal, KEY);
        assumeTrue(
                takenOver.isPresent(),
                "NOT TESTED whether leases are fenced: override takenOver() if one can be lost while its holder lives");
        try (var next = takenOver.orElseThrow()) {
            assertThat(next.records()).as("found by the next holder").isEqualTo(numbered(0, 2));
            next.append(numbered(2, 3));
            assertWritesNothing(lost, journal);
            next.append(numbered(3, 4));
            lost.close();
            next.append(numbered(4, 5));
            assertWritesNothing(lost, journal);
            assertThat(next.records()).isEqualTo(numbered(0, 5));
        }
    }

    private static void assertWritesNothing(JournalLease lease, SubmissionJournal journal) {
        List<JournalRecord> before = journal.read(KEY);
        for (Consumer<JournalLease> write : List.<Consumer<JournalLease>>of(
                each -> each.append(numbered(90, 91)),
                each -> each.replace(numbered(90, 91)),
                each -> each.replace(List.of()))) {
            assertThatThrownBy(() -> write.accept(lease))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(KEY.toString());
            assertThat(journal.read(KEY)).isEqualTo(before);
        }
    }

    @Test
    void manyThreadsOnSubmissionsOfTheirOwn_writeSideBySide() throws Exception {
        var journal = journal();
        TestThreads.runTogether(8, number -> {
            for (int i = 0; i < 20; i++) {
                try (var lease = lease(journal, numberedKey(number))) {
                    lease.append(numbered(i, i + 1));
                    assertThat(lease.records()).isEqualTo(numbered(0, i + 1));
                }
            }
        });
        for (int number = 0; number < 8; number++) {
            assertThat(journal.read(numberedKey(number))).isEqualTo(numbered(0, 20));
        }
    }

    @Test
    void manyThreadsOnOneSubmission_writeOneAfterTheOther() throws Exception {
        var journal = journal();
        TestThreads.runTogether(4, number -> {
            for (int i = 0; i < 10; i++) {
                try (var lease = journal.lease(KEY, patient())) {
                    int next = lease.records().size();
                    lease.append(numbered(next, next + 1));
                }
            }
        });
        assertThat(journal.read(KEY)).as("a count of which none is lost").isEqualTo(numbered(0, 40));
    }

    @Test
    void manyThreadsWithOneLease_writeEachRecordOnceInTheirOrder() throws Exception {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            TestThreads.runTogether(4, number -> {
                for (int i = 0; i < 10; i++) {
                    lease.append(numbered(number * 100 + i, number * 100 + i + 1));
                }
            });
        }
        List<JournalRecord> all = journal.read(KEY);
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
        var journal = journal();
        var over = new AtomicBoolean();
        write(journal, KEY, numbered(0, 10));
        try (var threads = new TestThreads();
                var lease = lease(journal, KEY)) {
            Future<Integer> reader = threads.start(() -> {
                int looks = 0;
                for (; looks == 0 || !over.get(); looks++) {
                    List<JournalRecord> found = journal.read(KEY);
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
        assertThat(journal.read(KEY)).isEqualTo(numbered(10_000, 10_020));
    }

    @Test
    void failingJournal_saysSoWithoutSecrets() {
        journal();
        Optional<SubmissionJournal> failing = failing();
        assumeTrue(failing.isPresent(), "Nothing can fail in this journal");
        assertFails(failing.orElseThrow());
    }

    @Test
    void closedJournal_failsLikeABrokenOne() {
        journal();
        Optional<SubmissionJournal> closed = closed();
        assumeTrue(closed.isPresent(), "There is nothing to close in this journal");
        assertFails(closed.orElseThrow());
    }

    @Test
    void nothingThatIsTold_holdsARecord() {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            lease.append(List.of(secret()));
            assertNoSecret(String.valueOf(lease));
            assertNoSecret(catchThrowable(() -> journal.lease(KEY, new Deadline(time().millis() - 1))));
            lease.close();
            assertNoSecret(catchThrowable(() -> lease.append(List.of(secret()))));
            assertNoSecret(catchThrowable(() -> lease.replace(List.of(secret()))));
        }
        assertNoSecret(String.valueOf(journal));
    }

    @Test
    void whatIsLeftForOthersToRead_holdsNoRecord() {
        var journal = journal();
        try (var lease = lease(journal, KEY)) {
            lease.append(List.of(secret()));
            lease.append(List.of(secret(), secret()));
            lease.replace(List.of(secret()));
        }
        Optional<List<String>> traces = traces();
        assumeTrue(
                traces.isPresent(),
                "NOT TESTED whether this journal encrypts: override traces() if it writes anything outside its process");
        assertThat(traces.orElseThrow())
                .as("traces of a journal that has written a record")
                .isNotEmpty()
                .allSatisfy(SubmissionJournalContract::assertNoSecret);
    }

    private void assertFails(SubmissionJournal broken) {
        List<Consumer<SubmissionJournal>> calls = List.of(
                journal -> {
                    try (var lease = lease(journal, KEY)) {
                        lease.append(List.of(secret()));
                    }
                },
                journal -> journal.read(KEY),
                SubmissionJournal::submissions);
        for (Consumer<SubmissionJournal> call : calls) {
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
            Stream.of(each.getSuppressed()).map(String::valueOf).forEach(SubmissionJournalContract::assertNoSecret);
        }
    }

    private static void assertNoSecret(String text) {
        for (String secret : List.of(SECRET_VALUE, SECRET_NAME, SECRET_TYPE)) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private JournalLease lease(SubmissionJournal journal, SubmissionKey submission) {
        return journal.lease(submission, soon());
    }

    private void write(SubmissionJournal journal, SubmissionKey submission, List<JournalRecord> records) {
        try (var lease = lease(journal, submission)) {
            lease.append(records);
        }
    }

    private void forget(SubmissionJournal journal, SubmissionKey submission) {
        try (var lease = lease(journal, submission)) {
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
