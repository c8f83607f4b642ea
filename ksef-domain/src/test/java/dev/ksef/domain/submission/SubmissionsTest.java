package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import dev.ksef.testkit.store.MemorySubmissionJournal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal, other threads, and the end of the patience do to submissions; scenarios show the rest. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubmissionsTest {

    private static final SubmissionId ID = SubmissionId.of("november");
    private static final SubmissionKey KEY = key("november");

    private final FakeSending ksef = new FakeSending();
    private final MemorySubmissionJournal journal = new MemorySubmissionJournal(ksef.time);
    private final Submissions submissions = ksef.submissions(journal);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @AfterEach
    void endWhatHangs() {
        goOn.countDown();
    }

    private static SubmissionKey key(String id) {
        return new SubmissionKey(FakeSending.ENVIRONMENT, FakeSending.CONTEXT, SubmissionId.of(id));
    }

    private static byte[] xml(int number) {
        return Invoices.FA_3.replace("FV/1", "FV/" + number).getBytes(StandardCharsets.UTF_8);
    }

    private static List<InvoiceSource> invoices(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> InvoiceSource.of(i + ".xml", xml(i)))
                .toList();
    }

    private static SubmissionOptions online(Duration patience) {
        return SubmissionOptions.builder().way(Way.ONLINE).patience(patience).build();
    }

    private SubmissionReport submit(String id, int count) {
        return submissions.submit(SubmissionId.of(id), invoices(count), online(Duration.ofHours(1)));
    }

    private void write(SubmissionKey key, String type, Map<String, String> values) {
        try (JournalLease lease = journal.lease(key, Deadline.NEVER)) {
            lease.append(List.of(new JournalRecord(ksef.time.instant(), type, values)));
        }
    }

    /** Waits without ever being woken by work, and tells that the time has passed: as if it had. */
    private static Time impatient(Time time) {
        return impatient(time, gaveUp -> {});
    }

    /** @param late is told each deadline by which nothing was done */
    static Time impatient(Time time, LongConsumer late) {
        return new Time() {
            @Override
            public long millis() {
                return time.millis();
            }

            @Override
            public void sleepUntil(long atMillis) throws InterruptedException {
                time.sleepUntil(atMillis);
            }

            @Override
            public boolean awaitUntil(long atMillis, CompletableFuture<?> work) throws InterruptedException {
                Time machine = Time.system();
                boolean done = machine.awaitUntil(
                        Deadline.after(Duration.ofMillis(300), machine).atMillis(), work);
                if (!done) {
                    late.accept(atMillis);
                }
                return done;
            }
        };
    }

    @Test
    void invoices_areAccepted_andARepetitionSendsNothing_alsoWithResultsOnManyPages() {
        ksef.pageSize = 2;
        SubmissionReport report = submit("november", 5);
        assertThat(report.ended()).isTrue();
        assertThat(report.in(State.ACCEPTED)).hasSize(5);
        assertThat(report.results())
                .extracting(result -> String.valueOf(result.ksefNumber()))
                .containsExactly(
                        "5265877635-20261102-SO-1-EE-1",
                        "5265877635-20261102-SO-1-EE-2",
                        "5265877635-20261102-SO-1-EE-3",
                        "5265877635-20261102-SO-1-EE-4",
                        "5265877635-20261102-SO-1-EE-5");
        assertThat(submit("november", 5)).isEqualTo(report);
        assertThat(ksef.sent).hasSize(5);
        assertThatThrownBy(() -> submit("november", 4))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("november", "other invoices");
    }

    @Test
    void compactedJournal_tellsTheSame_inFewerRecords() {
        SubmissionReport before = submit("run/1", 5);
        int records = journal.read(key("run/1")).size();
        int gone = submissions.compact(SubmissionId.of("run/1"));
        assertThat(gone)
                .as("two steps of each invoice, and some of the session")
                .isGreaterThanOrEqualTo(10);
        assertThat(journal.read(key("run/1"))).hasSize(records - gone);
        assertThat(submissions.find(SubmissionId.of("run/1"))).contains(before);
        assertThat(submit("run/1", 5)).isEqualTo(before);
        assertThat(ksef.sent).hasSize(5);
        assertThat(submissions.compact(SubmissionId.of("run/1"))).as("again").isZero();
        SubmissionState state = SubmissionState.of(journal.read(key("run/1")));
        assertThat(state.sessions().get(0).invoices()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void sessionThatHasNotEnded_isNotCompacted() {
        submit("run/2", 1);
        write(key("run/2"), JournalWords.SESSION_OPENING, Map.of("attempt", "2", "type", "Batch", "invoices", "0"));
        write(
                key("run/2"),
                JournalWords.SESSION_OPENED,
                Map.of("attempt", "2", "session", "SB-9", "sealed-links", "s"));
        write(key("run/2"), JournalWords.PART_UPLOADED, Map.of("attempt", "2", "part", "1"));
        List<JournalRecord> written = journal.read(key("run/2"));
        submissions.compact(SubmissionId.of("run/2"));
        assertThat(journal.read(key("run/2"))).containsAll(written.subList(written.size() - 3, written.size()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void submissionThatWasBegunInAnotherMode_isRefused_alsoOnceItHasEnded(boolean offline) {
        Duration patience = Duration.ofMinutes(2);
        SubmissionOptions.Builder options = SubmissionOptions.builder().way(Way.ONLINE);
        ksef.onSend = session -> ksef.time.advance(Duration.ofMinutes(1));
        submissions.submit(
                ID, invoices(3), options.offlineMode(offline).patience(patience).build());
        assertThat(ksef.sent).hasSize(2);
        for (int sent : List.of(2, 3)) {
            assertThatThrownBy(() -> submissions.submit(
                            ID, invoices(3), options.offlineMode(!offline).build()))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContainingAll(
                            "november",
                            "begun with offlineMode(" + offline + ")",
                            "go on with offlineMode(" + !offline);
            assertThat(ksef.sent).hasSize(sent).allMatch(request -> request.offlineMode() == offline);
            assertThat(submissions
                            .submit(
                                    ID,
                                    invoices(3),
                                    options.offlineMode(offline).build())
                            .ended())
                    .isTrue();
        }
    }

    @Test
    void submissionThatWasBegunWithOtherCorrections_isRefused() {
        var options = SubmissionOptions.builder().way(Way.ONLINE).offlineMode(true);
        List<InvoiceSource> plain = invoices(2);
        List<InvoiceSource> correcting = List.of(plain.get(0), plain.get(1).correcting(new Sha256("first")));
        List<InvoiceSource> another = List.of(plain.get(0), plain.get(1).correcting(new Sha256("second")));
        submissions.submit(ID, correcting, options.build());
        assertThatThrownBy(() -> submissions.submit(ID, plain, options.build()))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("2.xml as the technical correction of first", "now it is no technical");
        assertThatThrownBy(() -> submissions.submit(ID, another, options.build()))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("now it is the technical correction of second");
        assertThat(submissions.submit(ID, correcting, options.build()).ended()).isTrue();
        assertThat(ksef.sent).hasSize(2);
    }

    @Test
    void submissionOfAJournalThatDoesNotTellItsMode_goesOn() {
        write(KEY, JournalWords.PLANNED, planned(1).values());
        write(KEY, JournalWords.BEGUN, Map.of());
        assertThat(submissions
                        .submit(
                                ID,
                                invoices(1),
                                SubmissionOptions.builder()
                                        .way(Way.ONLINE)
                                        .offlineMode(true)
                                        .build())
                        .isComplete())
                .isTrue();
    }

    @Test
    void secondThread_withTheSameSubmission_waitsUntilTheFirstHasFinished_andSendsNothing() throws Exception {
        var second = new AtomicReference<SubmissionReport>();
        var inside = new CountDownLatch(1);
        ksef.onSend = session -> {
            inside.countDown();
            await(goOn);
        };
        var first = new Thread(() -> submit("november", 2));
        first.start();
        inside.await();
        var other = new Thread(() -> second.set(submit("november", 2)));
        other.start();
        while (other.getState() != Thread.State.TIMED_WAITING && other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.join();
        other.join();
        assertThat(second.get().in(State.ACCEPTED)).hasSize(2);
        assertThat(ksef.sent).hasSize(2);
    }

    @Test
    void submissionThatSomebodyElseHolds_isToldByTheDeadline() {
        try (JournalLease other = journal.lease(KEY, Deadline.NEVER)) {
            assertThat(other.records()).isEmpty();
            assertThatThrownBy(() -> submissions.submit(ID, invoices(1), online(Duration.ofMillis(300))))
                    .isInstanceOf(KsefStorageException.class);
        }
        assertThat(ksef.sessions).isEmpty();
        assertThat(submit("november", 1).ended()).as("once it is free").isTrue();
    }

    @Test
    void leaseThatComesAfterAnInterrupt_isGivenBack() throws Exception {
        JournalLease other = journal.lease(KEY, Deadline.NEVER);
        var caught = new AtomicReference<Throwable>();
        var waiting = new Thread(() -> caught.set(catchThrowable(() -> submit("november", 1))));
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING && waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        waiting.join();
        assertThat(caught.get()).isInstanceOf(KsefDeadlineException.class);
        other.close();
        assertThat(submit("november", 1).ended()).isTrue();
    }

    @Test
    void journalThatHangs_isLeftByTheDeadline_andNothingIsSent() {
        journal.onAccess(() -> await(goOn));
        Submissions impatient =
                ksef.submissions(journal, FakeSending.ENVIRONMENT, FakeSending.CONTEXT, impatient(ksef.time));
        assertThatThrownBy(() -> impatient.submit(ID, invoices(1), online(Duration.ofHours(1))))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("has not answered in time");
        assertThatThrownBy(impatient::list).isInstanceOf(KsefStorageException.class);
        assertThatThrownBy(() -> impatient.find(ID)).isInstanceOf(KsefStorageException.class);
        assertThat(ksef.sessions).isEmpty();
    }

    @Test
    void journalThatHangsLater_isLeftByTheDeadline_andNothingMoreIsSent() {
        ksef.onSend = session -> journal.onAccess(() -> await(goOn));
        Submissions impatient =
                ksef.submissions(journal, FakeSending.ENVIRONMENT, FakeSending.CONTEXT, impatient(ksef.time));
        assertThatThrownBy(() -> impatient.submit(ID, invoices(3), online(Duration.ofHours(1))))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("has not answered in time");
        assertThat(ksef.sent).hasSize(1);
    }

    @Test
    void leaseThatHangsWhenItIsGivenBack_keepsNoCallFromReturning() {
        SubmissionJournal hanging = new DelegatingJournal(journal, () -> await(goOn));
        Submissions impatient =
                ksef.submissions(hanging, FakeSending.ENVIRONMENT, FakeSending.CONTEXT, impatient(ksef.time));
        assertThat(impatient
                        .submit(ID, invoices(1), online(Duration.ofHours(1)))
                        .isComplete())
                .isTrue();
        assertThatThrownBy(() -> impatient.forget(ID))
                .as("somebody has it still")
                .isInstanceOf(KsefStorageException.class);
        goOn.countDown();
        submissions.forget(ID);
        assertThat(submissions.list()).isEmpty();
    }

    @Test
    void leaseThatCannotBeGivenBack_isTold_butDoesNotHideWhyTheWorkFailed() {
        var broken = new KsefStorageException("cannot unlock", null);
        Submissions failing = ksef.submissions(new DelegatingJournal(journal, () -> {
            throw broken;
        }));
        assertThatThrownBy(() -> failing.submit(ID, invoices(1), online(Duration.ofHours(1))))
                .isSameAs(broken);
        journal.loseLease(KEY);
        ksef.onSend = session -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> failing.submit(SubmissionId.of("other"), invoices(1), online(Duration.ofHours(1))))
                .hasMessage("killed")
                .hasSuppressedException(broken);
    }

    @Test
    void interruptWhileALeaseIsGivenBack_doesNotSpoilTheResult() {
        Submissions interrupted = ksef.submissions(
                new DelegatingJournal(journal, () -> {}), FakeSending.ENVIRONMENT, FakeSending.CONTEXT, ksef.time);
        ksef.onStatus = session -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> interrupted.submit(ID, invoices(1), online(Duration.ofHours(1))))
                .isInstanceOf(KsefDeadlineException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
        assertThat(Thread.interrupted()).isTrue();
        ksef.onStatus = session -> {};
        assertThat(submit("november", 1).isComplete()).as("it was given back").isTrue();
    }

    @Test
    void submissionThatCannotBeRead_isTold_andTheOthersAreListedAndReconciled() {
        cutOff("a");
        SubmissionJournal damaged = new DelegatingJournal(journal, () -> {}) {
            @Override
            public Set<SubmissionKey> submissions() {
                throw new KsefStorageException("one is damaged", null);
            }

            @Override
            public Set<SubmissionKey> submissions(Consumer<KsefStorageException> unreadable) {
                unreadable.accept(new KsefStorageException("The file x is damaged", null));
                return journal.submissions();
            }
        };
        assertThat(ksef.submissions(damaged).list()).containsExactly(SubmissionId.of("a"));
        assertThat(ksef.events.of(KsefEvent.SubmissionUnreadable.class))
                .containsExactly(new KsefEvent.SubmissionUnreadable("The file x is damaged"));
        assertThat(ksef.submissions(damaged).reconcile(Duration.ofMinutes(1)))
                .singleElement()
                .matches(SubmissionReport::isComplete, "complete");
        assertThat(ksef.submissions(damaged).forgetEnded(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void journalThatFailsAtTheBeginning_keepsEverythingFromBeingSent() {
        var broken = new KsefStorageException("broken", null);
        SubmissionJournal unwritable = new UnwritableJournal(broken);
        assertThatThrownBy(() -> ksef.submissions(unwritable).submit(ID, invoices(2), online(Duration.ofHours(1))))
                .isSameAs(broken);
        assertThat(ksef.sessions).isEmpty();
    }

    @Test
    void beginningThatWasHalfWritten_isBegunAnew_alsoWithOtherInvoices() {
        write(KEY, JournalWords.PLANNED, planned(7).values());
        assertThat(submissions.find(ID)).isEmpty();
        SubmissionReport report = submit("november", 2);
        assertThat(report.results()).hasSize(2);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void beginningThatWasHalfWritten_isRemovedByReconcile_andDoesNotBlockItsName() {
        write(KEY, JournalWords.PLANNED, planned(7).values());
        assertThat(submissions.reconcile(Duration.ofMinutes(1))).isEmpty();
        assertThat(submissions.list()).isEmpty();
        assertThat(submit("november", 2).isComplete()).isTrue();
    }

    @Test
    void reconcile_givesEachItsTurn_andThrowsTheFirstFailure() {
        for (String id : List.of("a", "b", "c", "d")) {
            cutOff(id);
        }
        write(key("b"), JournalWords.RESULT, Map.of(JournalWords.INDEX, "what a later version writes"));
        ksef.onStatus = session -> {
            if (session.value().equals("SO-3")) {
                throw Faked.error(400, 21173);
            }
        };
        assertThatThrownBy(() -> submissions.reconcile(Duration.ofMinutes(1)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("cannot read")
                .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
        assertThat(submissions.find(SubmissionId.of("a")).orElseThrow().ended()).isTrue();
        assertThat(submissions.find(SubmissionId.of("c")).orElseThrow().ended()).isFalse();
        assertThat(submissions.find(SubmissionId.of("d")).orElseThrow().ended()).isTrue();
        assertThat(ksef.sent).as("reconciling sends nothing").hasSize(4);
    }

    @Test
    void interruptedReconcile_endsAtOnce() {
        cutOff("a");
        cutOff("b");
        ksef.onStatus = session -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> submissions.reconcile(Duration.ofMinutes(1)))
                .isInstanceOf(KsefDeadlineException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .as("the others were not begun")
                        .isEmpty());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ksef.closed).hasSize(1);
    }

    /** Sends one invoice, and dies before it is noted. */
    private void cutOff(String id) {
        ksef.onSend = session -> journal.onAccess(() -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> submit(id, 1)).hasMessage("killed");
        ksef.onSend = session -> {};
        journal.onAccess(() -> {});
    }

    @Test
    void patienceThatEndsBetweenTwoSends_yieldsAReport_andTheNextCallGoesOn() {
        ksef.onSend = session -> ksef.time.advance(Duration.ofMinutes(1));
        SubmissionReport early = submissions.submit(ID, invoices(5), online(Duration.ofMinutes(2)));
        assertThat(early.ended()).isFalse();
        assertThat(early.in(State.UNKNOWN)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ksef.sent).hasSize(2);
        SubmissionReport report = submit("november", 5);
        assertThat(report.isComplete()).isTrue();
        assertThat(ksef.sent).as("each once").hasSize(5);
    }

    @Test
    void invoiceThatChangesWhileTheOthersAreSent_isNotSent() throws Exception {
        Path file = Files.write(folder.resolve("lately.xml"), xml(2));
        List<InvoiceSource> sources = List.of(InvoiceSource.of("1.xml", xml(1)), InvoiceSource.of(file));
        ksef.onSend = session -> {
            try {
                Files.write(file, xml(3));
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        };
        assertThatThrownBy(() -> submissions.submit(ID, sources, online(Duration.ofHours(1))))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("lately.xml", "changed after it was checked");
        assertThat(ksef.sent).hasSize(1);
    }

    @Test
    void sessionsThatEarlierRunsLost_keepNoInvoiceFromBeingSent() {
        write(KEY, JournalWords.PLANNED, planned(1).values());
        write(KEY, JournalWords.BEGUN, Map.of());
        for (String attempt : List.of("1", "2", "3", "4")) {
            write(KEY, JournalWords.SESSION_OPENING, Map.of("attempt", attempt, "type", "Batch", "invoices", "0"));
            write(KEY, JournalWords.SESSION_OPENED, Map.of("attempt", attempt, "session", "SO-lost-" + attempt));
        }
        assertThat(submit("november", 1).isComplete()).isTrue();
    }

    @Test
    void packagesOfWhichKsefTellsNothing_areSentThreeTimesInOneCall() {
        SubmissionOptions options =
                SubmissionOptions.builder().way(Way.BATCH).workDirectory(folder).build();
        SubmissionReport report = submissions.submit(ID, invoices(2), options);
        assertThat(ksef.sessions).hasSize(3);
        assertThat(report.ended()).isFalse();
        assertThat(report.results()).hasSize(2).allSatisfy(result -> {
            assertThat(result.state()).isEqualTo(State.UNKNOWN);
            assertThat(result.reason()).contains("told nothing of this invoice", "SB-3", "support");
        });
        submissions.submit(ID, invoices(2), options);
        assertThat(ksef.sessions).as("the next call tries again").hasSize(6);
    }

    @Test
    void duplicatesThatCouldNotBeCompared_areComparedByLaterCalls_together() {
        var original = new KsefNumber("5265877635-20261101-0100001AF629-AF");
        ksef.verdict = new StatusInfo(440, "duplicate", null, Map.of("originalKsefNumber", original.value()));
        var hash = new AtomicReference<Sha256>();
        var asked = new AtomicInteger();
        ksef.transport.with(InvoiceApi.class, (InvoiceApi) Proxy.newProxyInstance(
                InvoiceApi.class.getClassLoader(), new Class<?>[] {InvoiceApi.class}, (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    if (hash.get() == null) {
                        throw new KsefDeadlineException("KSeF takes no more such questions", null);
                    }
                    return new InvoiceMetadataPage(
                            false,
                            false,
                            null,
                            List.of(InvoiceMetadataBuilder.builder()
                                    .ksefNumber(original)
                                    .invoiceHash(hash.get())
                                    .build()));
                }));
        SubmissionReport blind = submit("november", 3);
        assertThat(blind.in(State.UNKNOWN)).hasSize(3);
        assertThat(blind.ended()).isFalse();
        assertThat(asked).as("questions, of which KSeF takes few").hasValue(1);

        hash.set(blind.results().get(2).hash());
        for (RuntimeException unseen :
                List.of(Faked.error(400, 21173), new KsefTransportException("no answer", Delivery.UNKNOWN, null))) {
            ksef.onList = session -> {
                throw unseen;
            };
            assertThat(submit("november", 3))
                    .as("the session could not be listed")
                    .isEqualTo(blind);
        }

        ksef.onList = session -> {};
        SubmissionReport report = submit("november", 3);
        assertThat(report.results())
                .extracting(InvoiceResult::state)
                .containsExactly(State.REJECTED, State.REJECTED, State.ACCEPTED);
        assertThat(report.ended()).isTrue();
        assertThat(asked).as("one more for all three").hasValue(2);
        assertThat(ksef.sent).as("each once").hasSize(3);
    }

    @Test
    void exportedSubmission_hasALineForEachRecord_andOneThatIsNotThereIsRefused() {
        submit("november", 2);
        var out = new ByteArrayOutputStream();
        submissions.export(ID, out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSameSizeAs(submissions.records(ID))
                .first()
                .asString()
                .contains("\"type\":\"invoice-planned\"", "\"name\":\"1.xml\"");
        assertThatThrownBy(() -> submissions.export(SubmissionId.of("december"), out))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("december", "never begun");
        assertThatThrownBy(() -> submissions.export(ID, new OutputStream() {
                    @Override
                    public void write(int oneByte) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("november", "No space left");
    }

    @Test
    void progressOfASubmission_isToldToItsOwnCallbackToo_withTheRealTotal() {
        List<KsefEvent.Progress> told = new CopyOnWriteArrayList<>();
        SubmissionOptions watched = SubmissionOptions.builder()
                .way(Way.ONLINE)
                .onProgress(event -> {
                    told.add(event);
                    throw new IllegalStateException("a display that is broken");
                })
                .build();
        assertThat(submissions.submit(ID, invoices(3), watched).isComplete()).isTrue();
        assertThat(told)
                .extracting(KsefEvent.Progress::what, KsefEvent.Progress::done, KsefEvent.Progress::total)
                .containsExactly(
                        tuple("Checking", 3L, 3L),
                        tuple("Sending", 1L, 3L),
                        tuple("Sending", 2L, 3L),
                        tuple("Sending", 3L, 3L));
        assertThat(ksef.events.of(KsefEvent.Progress.class))
                .as("the client's listener")
                .isEqualTo(told);
        submit("another", 2);
        assertThat(told).as("not of other submissions").hasSize(4);
    }

    @Test
    void progressOfAPackage_isToldToTheCallback() {
        List<String> told = new CopyOnWriteArrayList<>();
        submissions.submit(
                ID,
                invoices(2)::iterator,
                SubmissionOptions.builder()
                        .way(Way.BATCH)
                        .workDirectory(folder)
                        .onProgress(event -> told.add(event.what() + " " + event.done() + "/" + event.total()))
                        .build());
        assertThat(told).startsWith("Checking 2/2", "Package 2/2", "Upload 1/1");
    }

    @Test
    void submissionThatHasNotEnded_isNotForgotten() {
        cutOff("november");
        assertThatThrownBy(() -> submissions.forget(ID))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("november", "has not ended");
        assertThat(submissions.find(ID)).isPresent();
        submissions.reconcile(Duration.ofMinutes(1));
        submissions.forget(ID);
        assertThat(submissions.records(ID)).isEmpty();
        submissions.forget(ID);
    }

    @Test
    void endedSubmissions_areForgottenByTheirAge_othersStay() {
        submit("old", 1);
        ksef.time.advance(Duration.ofDays(2));
        submit("new", 1);
        cutOff("open");
        assertThat(submissions.forgetEnded(Duration.ofSeconds(Long.MAX_VALUE)))
                .as("no age is too large")
                .isEmpty();
        assertThat(submissions.forgetEnded(Duration.ofDays(1))).containsExactly(SubmissionId.of("old"));
        assertThat(submissions.list()).extracting(SubmissionId::value).containsExactly("new", "open");
        ksef.time.advance(Submissions.KEEP_ENDED.plusMillis(1));
        submissions.reconcile(Duration.ofMinutes(1));
        assertThat(submissions.list()).extracting(SubmissionId::value).containsExactly("open");
    }

    @Test
    void submissionsOfOthers_areNotSeen() {
        submit("mine", 1);
        Submissions otherContext = ksef.submissions(journal, FakeSending.ENVIRONMENT, Nip.of("1111111111"), ksef.time);
        Submissions otherEnvironment = ksef.submissions(journal, "DEMO", FakeSending.CONTEXT, ksef.time);
        for (Submissions others : List.of(otherContext, otherEnvironment)) {
            assertThat(others.list()).isEmpty();
            assertThat(others.find(SubmissionId.of("mine"))).isEmpty();
            assertThat(others.reconcile(Duration.ofMinutes(1))).isEmpty();
            assertThat(others.forgetEnded(Duration.ZERO)).isEmpty();
        }
        assertThat(submissions.list()).hasSize(1);
    }

    private static PlannedInvoice planned(int number) {
        return SubmissionStateTest.planned(0, Invoices.FA_3.replace("FV/1", "FV/" + number));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A journal that does something when a lease is given back, before it is. */
    private static class DelegatingJournal implements SubmissionJournal {

        private final SubmissionJournal journal;
        private final Runnable onClose;

        DelegatingJournal(SubmissionJournal journal, Runnable onClose) {
            this.journal = journal;
            this.onClose = onClose;
        }

        @Override
        public JournalLease lease(SubmissionKey submission, Deadline deadline) {
            JournalLease lease = journal.lease(submission, deadline);
            return new JournalLease() {
                @Override
                public List<JournalRecord> records() {
                    return lease.records();
                }

                @Override
                public void append(List<JournalRecord> records) {
                    lease.append(records);
                }

                @Override
                public void replace(List<JournalRecord> records) {
                    lease.replace(records);
                }

                @Override
                public void close() {
                    onClose.run();
                    lease.close();
                }
            };
        }

        @Override
        public List<JournalRecord> read(SubmissionKey submission) {
            return journal.read(submission);
        }

        @Override
        public Set<SubmissionKey> submissions() {
            return journal.submissions();
        }
    }

    /** A journal on a disk that takes nothing. */
    private record UnwritableJournal(KsefStorageException failure) implements SubmissionJournal {

        @Override
        public JournalLease lease(SubmissionKey submission, Deadline deadline) {
            return new JournalLease() {
                @Override
                public List<JournalRecord> records() {
                    return List.of();
                }

                @Override
                public void append(List<JournalRecord> records) {
                    throw failure;
                }

                @Override
                public void replace(List<JournalRecord> records) {
                    throw failure;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public List<JournalRecord> read(SubmissionKey submission) {
            return List.of();
        }

        @Override
        public Set<SubmissionKey> submissions() {
            return Set.of();
        }
    }
}
