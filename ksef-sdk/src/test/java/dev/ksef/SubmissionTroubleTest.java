package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionType;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Attempt;
import dev.ksef.port.event.KsefListener;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines, disks, clocks and other processes that get in the way of a package: each invoice is in KSeF once all the same. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubmissionTroubleTest extends Scenario {

    private static final SubmissionId ID = SubmissionId.of("troubled");
    private static final String PREFIX = "FV/TR";
    private static final byte[] KEY = "a key of a test, thirty-two byte".getBytes(StandardCharsets.US_ASCII);
    private static final String UPLOAD = "PUT /storage/00/{session}/batch-parts/{ordinalNumber}";

    /** So small that eight invoices, which are a package then, are eight parts or so. */
    private static final int PART_BYTES = 450;

    @TempDir
    Path folder;

    private StoredInvoices stored;
    private FileSubmissionJournal journal;
    private FileKeyStore keys;

    @Override
    SimulatorBuilder settings() {
        return super.settings().faultSeed(Long.getLong("trouble.seed", 2));
    }

    @BeforeEach
    void open() {
        stored = new StoredInvoices(simulator, environment, time);
        journal = FileSubmissionJournal.open(folder.resolve("journal"), KEY, time);
        keys = FileKeyStore.open(folder.resolve("keys"), KEY, time);
    }

    @AfterEach
    void close() {
        keys.close();
        journal.close();
        stored.close();
    }

    private KsefClient process(KsefListener meanwhile) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .journal(journal)
                .keyStore(keys)
                .listener(events)
                .listener(meanwhile)
                .build();
    }

    private SubmissionOptions.Builder options() {
        return SubmissionOptions.builder()
                .way(Way.BATCH)
                .limits(PackageLimits.USUAL.withPartBytes(PART_BYTES))
                .workDirectory(folder.resolve("work"));
    }

    private List<InvoiceSource> invoices(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> InvoiceSource.of(i + ".xml", invoice(PREFIX + "/" + i)))
                .toList();
    }

    private SubmissionReport submit(int count, SubmissionOptions options, KsefListener meanwhile) {
        try (KsefClient client = process(meanwhile)) {
            return client.forNip(simulator.nip()).submit(ID, invoices(count), options);
        }
    }

    private long sessions() {
        return company.sessions().stream(SessionFilter.of(SessionType.BATCH)).count();
    }

    private void isWhole(SubmissionReport report, int count) {
        assertThat(report.ended()).as("ended").isTrue();
        assertThat(report.results()).hasSize(count).allMatch(one -> one.state() == State.ACCEPTED);
        assertThat(stored.withPrefix(PREFIX, time.instant().minus(Duration.ofDays(2))))
                .as("in KSeF")
                .hasSize(count)
                .allSatisfy((number, times) -> assertThat(times).as(number).isOne());
        assertThat(keys.references()).as("keys that are left").isEmpty();
    }

    /** Does something once so many uploads have ended. */
    private static KsefListener after(int uploads, Runnable work) {
        var ended = new AtomicInteger();
        return new KsefListener() {
            @Override
            public void onAttempt(Attempt attempt) {
                if (attempt.operation().startsWith("PUT") && ended.incrementAndGet() == uploads) {
                    work.run();
                }
            }
        };
    }

    @Test
    void partsOfWhichAThirdFails_allArrive() {
        simulator.faults().add(UPLOAD + "#20%=reset");
        simulator.faults().add(UPLOAD + "#10%=503");

        SubmissionReport report = submit(40, options().build(), new KsefListener() {});

        isWhole(report, 40);
        assertThat(simulator.faults().met().values())
                .allSatisfy(times -> assertThat(times)
                        .as("how often each of %s came", simulator.faults().met())
                        .isPositive());
        assertThat(events.of(Attempt.class).stream()
                        .filter(attempt -> attempt.operation().startsWith("PUT") && attempt.status() == 201)
                        .count())
                .as("parts")
                .isBetween(35L, 45L);
        assertThat(sessions()).as("none was given up").isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void partThatIsDamagedOnTheDisk_isToldAndNotSent_andTheNextCallGoesOn(int atATime) {
        SubmissionOptions options = options().uploadsAtATime(atATime).build();

        Throwable told = catchThrowable(() -> submit(8, options, after(2, this::damageTheLastPart)));

        assertThat(told)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageMatching("Part \\d+ of the package for session \\S+ changed on the disk.*");
        isWhole(submit(8, options, new KsefListener() {}), 8);
        assertThat(sessions()).as("what was sent was right").isOne();
    }

    private void damageTheLastPart() {
        try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
            Path last = files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .max(Path::compareTo)
                    .orElseThrow();
            byte[] content = Files.readAllBytes(last);
            content[content.length - 1] ^= 1;
            Files.write(last, content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void secondClientWithTheSameSubmission_isTold_andNothingIsDoubled() throws Exception {
        var uploading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var report = new AtomicReference<SubmissionReport>();
        var first = new Thread(() -> report.set(submit(8, options().build(), after(1, () -> {
            uploading.countDown();
            await(goOn);
        }))));
        first.start();
        await(uploading);
        int before = contract.exchanges().size();

        assertThatThrownBy(() ->
                        submit(8, options().patience(Duration.ofMillis(500)).build(), new KsefListener() {}))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("troubled");

        assertThat(contract.exchanges().subList(before, contract.exchanges().size()))
                .as("calls of the second client")
                .noneMatch(exchange -> exchange.toString().contains("POST /sessions"));
        goOn.countDown();
        first.join();
        isWhole(report.get(), 8);
        assertThat(submit(8, options().build(), new KsefListener() {}))
                .as("what the second one is told later")
                .isEqualTo(report.get());
        assertThat(sessions()).isOne();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource({"PT3H, 1", "PT-3H, 1", "PT3H, 6", "PT-3H, 6"})
    void clockThatIsSetInTheMiddle_costsNoInvoice(Duration jump, int uploads) {
        SubmissionReport report = submit(16, options().build(), after(uploads, () -> time.setWallClock(jump)));

        isWhole(report, 16);
        assertThat(events.of(KsefEvent.ClockJumped.class)).isNotEmpty();
        assertThat(time.slept()).as("waits").isLessThan(Duration.ofMinutes(10));
        assertThat(sessions()).as("none was given up").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "PT-3H"})
    void clockThatIsSetBetweenTwoProcesses_costsNoInvoice(Duration jump) {
        assertThat(catchThrowable(() -> submit(8, options().uploadsAtATime(1).build(), after(3, () -> {
                    throw new CrashingJournal.Crash();
                }))))
                .isInstanceOf(CrashingJournal.Crash.class);
        time.setWallClock(jump);

        isWhole(submit(8, options().build(), new KsefListener() {}), 8);
        assertThat(time.slept()).as("waits").isLessThan(Duration.ofMinutes(10));
        assertThat(sessions()).as("KSeF's time is known from signing in").isOne();
    }

    @Test
    void machineThatSleepsInTheMiddle_makesThePackageAnew() {
        SubmissionReport report =
                submit(8, options().uploadsAtATime(1).build(), after(2, () -> time.suspend(Duration.ofHours(13))));

        isWhole(report, 8);
        assertThat(sessions()).as("the links of the first one have expired").isEqualTo(2);
    }
}
