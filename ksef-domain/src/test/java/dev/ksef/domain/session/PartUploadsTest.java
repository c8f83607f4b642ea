package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.Faked;
import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.PackagePart;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSessionLostException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.port.event.KsefEvent.Retry;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.transport.RecordingStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PartUploadsTest {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final FakeBatch batch = new FakeBatch();
    private final FakeKsef ksef = batch.ksef;
    private final RecordingStorage storage = ksef.storage;
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ksef-upload-")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as("%s is left", thread).isFalse();
            }
        }
    }

    private void upload(int parts, int most) {
        upload(parts, most, part -> {});
    }

    private void upload(int parts, int most, Consumer<PackagePart> uploaded) {
        upload(parts, most, PATIENCE, uploaded);
    }

    private void upload(int parts, int most, Duration patience, Consumer<PackagePart> uploaded) {
        try (InvoicePackage invoices = batch.invoices(folder, parts)) {
            batch.sessions().openBatch(invoices).upload(invoices, patience, most, uploaded);
        }
    }

    private List<Integer> asked() {
        return storage.asked().stream().map(PartUploadRequest::ordinalNumber).toList();
    }

    /** What a storage does that does not answer, until it is interrupted. */
    private void hang() {
        blocked.countDown();
        try {
            never.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("interrupted", null, interrupted);
        }
    }

    @Test
    void parts_areUploadedSoManyAtATime_eachOnce() {
        var two = new CyclicBarrier(2);
        storage.meanwhile(request -> {
            try {
                two.await(60, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new AssertionError("never two at a time", alone);
            }
        });
        List<Integer> told = new ArrayList<>();
        upload(6, 2, part -> {
            synchronized (told) {
                told.add(part.declared().ordinalNumber());
            }
        });
        assertThat(storage.mostUnderWay()).isEqualTo(2);
        assertThat(asked()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(told).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(storage.arrived())
                .extracting(arrived -> arrived.ordinalNumber() + " " + arrived.sizeBytes() + " " + arrived.hash())
                .containsExactlyInAnyOrderElementsOf(batch.opened.get(0).batchFile().fileParts().stream()
                        .map(part -> part.ordinalNumber() + " " + part.fileSize() + " " + part.fileHash())
                        .toList());
    }

    @Test
    void partThatFails_isRepeatedAlone_alsoIfItHadArrived() {
        storage.refuse(2, Faked.error(503, 0)).loseAnswer(4, unanswered());
        upload(3, 1);
        assertThat(asked()).containsExactly(1, 2, 2, 3, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409})
    void refusalOfTheStorage_losesTheSession_andNothingMoreIsUploaded(int status) {
        storage.refuse(1, Faked.error(status, 0));
        List<Object> looks = looks();
        assertThatThrownBy(() -> upload(3, 1))
                .isInstanceOf(KsefSessionLostException.class)
                .hasMessageContainingAll("part 1", "HTTP " + status, "SO-1");
        assertThat(asked()).containsExactly(1);
        assertThat(looks).as("looks at the session").isEmpty();
    }

    static Stream<KsefException> passing() {
        return Stream.of(
                Faked.error(500, 0),
                Faked.error(503, 0),
                Faked.error(408, 0),
                Faked.rateLimited(Duration.ofSeconds(1)),
                unanswered(),
                new KsefDeadlineException("time of this one part", null));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void failureThatMayPass_isRepeated_withGrowingPauses_afterALookAtTheSession(KsefException failure) {
        for (int attempt = 1; attempt <= 7; attempt++) {
            storage.refuse(attempt, failure);
        }
        List<Object> looks = looks();
        upload(1, 1);
        assertThat(asked()).hasSize(8);
        assertThat(looks).as("looks at the session").hasSize(7);
        assertThat(ksef.events.of(Retry.class))
                .extracting(retry -> retry.delay().toMillis())
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L);
        assertThat(ksef.time.slept()).isEqualTo(Duration.ofMillis(61_500));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void failureThatDoesNotPass_isToldAfterSeveralAttempts(KsefException failure) {
        for (int attempt = 1; attempt <= 20; attempt++) {
            storage.refuse(attempt, failure);
        }
        assertThatThrownBy(() -> upload(2, 1)).isSameAs(failure);
        assertThat(asked()).hasSize(8).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {170, 440, 405})
    void sessionThatIsOver_isLost(int status) {
        storage.refuse(1, unanswered());
        ksef.onStatus = session -> ksef.end(1, status);
        assertThatThrownBy(() -> upload(2, 1))
                .isInstanceOf(KsefSessionLostException.class)
                .hasMessageContainingAll("status " + status, "part 1");
        assertThat(asked()).containsExactly(1);
    }

    static Stream<Supplier<RuntimeException>> unseen() {
        return Stream.of(
                PartUploadsTest::unanswered,
                () -> Faked.error(500, 0),
                () -> Faked.error(401, 0),
                () -> Faked.rateLimited(Duration.ofHours(1)),
                () -> new KsefDeadlineException("no permission in time", null));
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void sessionThatCannotBeSeen_standsInNobodysWay(Supplier<RuntimeException> unseen) {
        storage.refuse(1, unanswered());
        ksef.onStatus = session -> {
            throw unseen.get();
        };
        upload(2, 1);
        assertThat(asked()).containsExactly(1, 1, 2);
    }

    @Test
    void window_isTwentyMinutesForEachPart_sinceTheOpening() {
        try (InvoicePackage invoices = batch.invoices(folder, 2)) {
            BatchSession late = batch.sessions().openBatch(invoices);
            ksef.time.advance(Duration.ofMinutes(40));
            assertThatThrownBy(() -> late.upload(invoices, PATIENCE))
                    .isInstanceOf(KsefSessionLostException.class)
                    .hasMessageContaining("the time for uploads has passed");
            assertThat(asked()).isEmpty();
            BatchSession inTime = batch.sessions().openBatch(invoices);
            ksef.time.advance(Duration.ofMinutes(40).minusMillis(1));
            inTime.upload(invoices, PATIENCE);
            assertThat(asked()).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void windowThatPassesBetweenTwoAttempts_losesTheSession() {
        storage.refuse(1, unanswered()).meanwhile(request -> ksef.time.advance(Duration.ofMinutes(20)));
        assertThatThrownBy(() -> upload(1, 1)).isInstanceOf(KsefSessionLostException.class);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void patienceThatEnds_isADeadline_withTheSession() {
        storage.refuse(1, unanswered()).meanwhile(request -> ksef.time.advance(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> upload(2, 1, Duration.ofMinutes(1), part -> {}))
                .isInstanceOfSatisfying(
                        KsefDeadlineException.class,
                        late -> assertThat(late.referenceNumber()).contains(FakeKsef.reference(1)));
        assertThat(asked()).containsExactly(1);
    }

    @Test
    void storageThatDoesNotAnswer_isLeftAtTheDeadline() {
        storage.meanwhile(request -> hang());
        assertThatThrownBy(() -> upload(3, 2, Duration.ofMillis(200), part -> {}))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("SO-1");
    }

    @Test
    void interrupt_endsTheUpload_andTheFlagStays() throws Exception {
        storage.meanwhile(request -> hang());
        var caught = new AtomicReference<Throwable>();
        var caller = new Thread(() -> {
            Throwable thrown = catchThrowable(() -> upload(3, 2));
            caught.set(Thread.currentThread().isInterrupted() ? thrown : null);
        });
        caller.start();
        blocked.await();
        caller.interrupt();
        caller.join();
        assertThat(caught.get())
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContainingAll("Interrupted", "SO-1");
        assertThat(asked()).doesNotContain(3);
    }

    @Test
    void closingTheClient_endsTheUpload() throws Exception {
        var time = new ClosableTime(ksef.time);
        batch.time = time;
        storage.meanwhile(request -> hang());
        var closer = new Thread(() -> {
            try {
                blocked.await();
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
            time.close();
        });
        closer.start();
        assertThatThrownBy(() -> upload(3, 2))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContainingAll("closed", "SO-1");
        closer.join();
    }

    @Test
    void closedClient_thatAWorkerMeetsFirst_isToldTheSameWay() {
        batch.time = new Time() {
            @Override
            public long millis() {
                return ksef.time.millis();
            }

            @Override
            public void sleepUntil(long atMillis) {
                throw new ClosedException("closed");
            }

            @Override
            public boolean awaitUntil(long atMillis, CompletableFuture<?> work) throws InterruptedException {
                return ksef.time.awaitUntil(atMillis, work);
            }
        };
        storage.refuse(1, unanswered());
        assertThatThrownBy(() -> upload(1, 1))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void partThatIsRefused_endsTheOthersUnderWay() {
        storage.meanwhile(request -> {
            if (request.ordinalNumber() == 1) {
                await(blocked);
                throw Faked.error(403, 0);
            }
            hang();
        });
        assertThatThrownBy(() -> upload(5, 2)).isInstanceOf(KsefSessionLostException.class);
        assertThat(asked()).containsExactlyInAnyOrder(1, 2);
    }

    static Stream<Throwable> thrown() {
        return Stream.of(new IllegalStateException("mine"), new AssertionError("mine"), new IOException("mine"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatTheCallersCodeThrows_endsTheUpload_andIsThrown(Throwable mine) {
        storage.meanwhile(request -> {
            if (request.ordinalNumber() == 2) {
                hang();
            }
        });
        Throwable thrown = catchThrowable(() -> upload(4, 2, part -> {
            await(blocked);
            PartUploadsTest.<RuntimeException>sneak(mine);
        }));
        if (mine instanceof IOException) {
            assertThat(thrown)
                    .as("as code in Kotlin may throw it")
                    .isInstanceOf(KsefException.class)
                    .hasCause(mine);
        } else {
            assertThat(thrown).isSameAs(mine);
        }
        assertThat(asked()).doesNotContain(3, 4);
    }

    @Test
    void partWithoutALink_losesTheSession_beforeAnythingIsUploaded() {
        for (int leftOut : new int[] {1, 3}) {
            batch.linksLeftOut = leftOut;
            assertThatThrownBy(() -> upload(3, 2))
                    .isInstanceOf(KsefSessionLostException.class)
                    .hasMessageContaining("no link for part 1");
        }
        assertThat(asked()).isEmpty();
    }

    @Test
    void sessionThatWasOpenedElsewhere_takesNoParts() {
        try (InvoicePackage invoices = batch.invoices(folder, 1)) {
            BatchSession resumed = batch.sessions().resumeBatch(FakeKsef.reference(1));
            assertThatThrownBy(() -> resumed.upload(invoices, PATIENCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("SO-1", "opened elsewhere");
            BatchSession opened = batch.sessions().openBatch(invoices);
            assertThatThrownBy(() -> opened.upload(invoices, PATIENCE, 0, part -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<Object> looks() {
        List<Object> looks = new ArrayList<>();
        ksef.onStatus = session -> looks.add(session);
        return looks;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    private static KsefTransportException unanswered() {
        return new KsefTransportException("no answer", Delivery.UNKNOWN, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "shorter", "longer", "of another part"})
    void partThatChangedOnTheDisk_isToldAndNotSent(String damage) throws IOException {
        try (InvoicePackage invoices = batch.invoices(folder, 3)) {
            BatchSession session = batch.sessions().openBatch(invoices);
            Path file = invoices.parts().get(1).file();
            byte[] content = Files.readAllBytes(file);
            switch (damage) {
                case "flipped" -> content[content.length / 2] ^= 1;
                case "shorter" -> content = Arrays.copyOf(content, content.length - 1);
                case "longer" -> content = Arrays.copyOf(content, content.length + 1);
                default -> Arrays.fill(content, (byte) 7);
            }
            Files.write(file, content);
            assertThatThrownBy(() -> session.upload(invoices, PATIENCE, 1, part -> {}))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll("Part 2", session.referenceNumber().value(), "changed on the disk");
        }
        assertThat(storage.arrived())
                .extracting(RecordingStorage.Upload::ordinalNumber)
                .containsExactly(1);
    }

    @Test
    void partsThatArrivedBefore_areNotSentAgain_andCountAsDone() {
        try (InvoicePackage invoices = batch.invoices(folder, 4)) {
            BatchSession opened = batch.sessions().openBatch(invoices);
            ksef.time.advance(Duration.ofMinutes(20));
            BatchSession resumed = batch.sessions()
                    .resumeBatch(
                            opened.referenceNumber(),
                            opened.uploadRequests(),
                            ksef.clock.instant().minus(Duration.ofMinutes(20)));
            resumed.upload(invoices, Set.of(1, 3), PATIENCE, 1, part -> {});
            assertThat(asked()).containsExactly(2, 4);
            assertThat(ksef.events.of(Progress.class))
                    .last()
                    .satisfies(last -> assertThat(last.done()).isEqualTo(4));
            resumed.upload(invoices, Set.of(1, 2, 3, 4), PATIENCE, 4, part -> {});
            assertThat(asked()).as("nothing was left").hasSize(2);
        }
    }

    @Test
    void windowOfAResumedSession_beganWithItsOpening() {
        try (InvoicePackage invoices = batch.invoices(folder, 2)) {
            BatchSession opened = batch.sessions().openBatch(invoices);
            BatchSession late = batch.sessions()
                    .resumeBatch(
                            opened.referenceNumber(),
                            opened.uploadRequests(),
                            ksef.clock.instant().minus(Duration.ofMinutes(41)));
            assertThatThrownBy(() -> late.upload(invoices, Set.of(1), PATIENCE, 1, part -> {}))
                    .isInstanceOf(KsefSessionLostException.class)
                    .hasMessageContaining("time for uploads has passed");
            BatchSession ahead = batch.sessions()
                    .resumeBatch(
                            opened.referenceNumber(),
                            opened.uploadRequests(),
                            ksef.clock.instant().plus(Duration.ofHours(3)));
            ahead.upload(invoices, Set.of(1), PATIENCE, 1, part -> {});
            assertThat(asked()).as("by a clock that was set back").containsExactly(2);
        }
    }
}
