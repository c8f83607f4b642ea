package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefEvent.KeyNotForgotten;
import dev.ksef.port.event.KsefEvent.KeyNotKept;
import dev.ksef.testkit.archive.JdkZipArchiver;
import dev.ksef.testkit.store.MemorySubmissionJournal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When an upload that was cut off is gone on with, and when it is not; scenarios show what KSeF has in the end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchResumptionTest {

    private static final SubmissionId ID = SubmissionId.of("november");
    private static final ReferenceNumber FIRST = new ReferenceNumber("SB-1");
    private static final ReferenceNumber SECOND = new ReferenceNumber("SB-2");

    private final FakeSending ksef = new FakeSending();
    private final MemorySubmissionJournal journal = new MemorySubmissionJournal(ksef.time);
    private final Submissions submissions = ksef.submissions(journal);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<InvoiceSource> invoices = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> InvoiceSource.of(
                    i + ".xml", Invoices.FA_3.replace("FV/1", "FV/" + i).getBytes(StandardCharsets.UTF_8)))
            .toList();

    @TempDir
    private Path folder;

    @BeforeEach
    void nameTheInvoices() {
        ksef.inPackages = invoices.stream()
                .map(invoice -> new Faked.Crypto().sha256(invoice.read().bytes()))
                .toList();
    }

    @AfterEach
    void endWhatHangs() {
        never.countDown();
    }

    private SubmissionReport submit(Submissions by) {
        return by.submit(
                ID,
                invoices,
                SubmissionOptions.builder()
                        .way(Way.BATCH)
                        .limits(PackageLimits.USUAL.withPartBytes(300))
                        .uploadsAtATime(1)
                        .workDirectory(folder)
                        .build());
    }

    /** Uploads one part, and loses the line. */
    private void cutOff() {
        ksef.storage.meanwhile(request -> {
            if (request.ordinalNumber() > 1) {
                throw new KsefTransportException("no line", Delivery.NOT_SENT, null);
            }
        });
        assertThatThrownBy(() -> submit(submissions)).isInstanceOf(KsefTransportException.class);
        ksef.storage.meanwhile(request -> {});
        assertThat(ksef.storage.arrived()).hasSize(1);
    }

    private List<Integer> askedBy(ReferenceNumber session) {
        return ksef.storage.asked().stream()
                .filter(request -> request.url().reveal().contains("/" + session + "/"))
                .map(PartUploadRequest::ordinalNumber)
                .distinct()
                .toList();
    }

    private void isGoneOnWith() {
        assertThat(submit(submissions).isComplete()).isTrue();
        assertThat(ksef.closed).containsExactly(FIRST);
        assertThat(ksef.storage.arrived())
                .extracting(part -> part.ordinalNumber())
                .as("each part once")
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(2);
        assertThat(ksef.keys.size()).isZero();
    }

    private void isMadeAnew() {
        int before = ksef.storage.arrived().size();
        assertThat(submit(submissions).isComplete()).isTrue();
        assertThat(ksef.closed).containsExactly(SECOND);
        assertThat(ksef.storage.arrived().size() - before)
                .as("all parts, into the second session")
                .isEqualTo(askedBy(SECOND).size());
    }

    @Test
    void uploadThatLostTheLine_isGoneOnWith() {
        cutOff();
        isGoneOnWith();
    }

    @Test
    void sessionThatIsNotOpen_isGivenUp() {
        cutOff();
        ksef.codeOfOpenSessions = 440;
        isMadeAnew();
    }

    @Test
    void sessionThatKsefDoesNotKnow_isGivenUp() {
        cutOff();
        failNextLook(Faked.error(400, 21173));
        isMadeAnew();
    }

    @Test
    void sessionThatCannotBeSeen_isLeftToTheNextCall() {
        cutOff();
        failNextLook(Faked.error(503, 0));
        assertThatThrownBy(() -> submit(submissions)).isInstanceOf(KsefApiException.class);
        assertThat(ksef.storage.arrived()).hasSize(1);
        isGoneOnWith();
    }

    @Test
    void packageThatComesOutDifferently_isNotSent_andMadeAnew() {
        cutOff();
        List<Integer> before = askedBy(FIRST);
        ksef.archiver = new WithAComment();
        assertThat(submit(ksef.submissions(journal)).isComplete()).isTrue();
        assertThat(askedBy(FIRST)).as("nothing more under the first key").isEqualTo(before);
        assertThat(ksef.closed).containsExactly(SECOND);
        assertThat(folder).as("what was made is discarded").isEmptyDirectory();
    }

    private void failNextLook(KsefApiException failure) {
        var looks = new AtomicInteger();
        ksef.onStatus = session -> {
            if (looks.incrementAndGet() == 1) {
                throw failure;
            }
        };
    }

    @Test
    void storeThatDoesNotYieldTheKey_costsTheUpload() {
        cutOff();
        ksef.keys.onAccess(() -> {
            throw new IllegalStateException("connection lost");
        });
        isMadeAnew();
        assertThat(ksef.events.of(KeyNotKept.class)).as("of the second package").hasSize(1);
        assertThat(ksef.events.of(KeyNotForgotten.class)).as("of both").hasSize(2);
    }

    @Test
    void storeThatHangs_costsNothingButTime() {
        ksef.keys.onAccess(this::hang);
        var longest = new AtomicLong();
        Submissions impatient = ksef.submissions(
                journal,
                FakeSending.ENVIRONMENT,
                FakeSending.CONTEXT,
                SubmissionsTest.impatient(ksef.time, atMillis -> longest.accumulateAndGet(atMillis, Math::max)));
        long begun = ksef.time.millis();
        assertThat(submit(impatient).isComplete()).isTrue();
        assertThat(ksef.events.of(KeyNotKept.class)).hasSize(1);
        assertThat(Duration.ofMillis(longest.get() - begun))
                .as("the longest wait for a store that hangs, of an hour's patience")
                .isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    @Test
    void interruptWhileTheKeyIsKept_endsTheCall_andOpensNothing() {
        Thread caller = Thread.currentThread();
        ksef.keys.onAccess(() -> {
            caller.interrupt();
            hang();
        });
        assertThat(catchThrowable(() -> submit(submissions))).isInstanceOf(KsefDeadlineException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ksef.sessions).isEmpty();
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException impossible) {
            throw new KsefStorageException("interrupted", impossible);
        }
    }

    @Test
    void packageThatWasKeptAndNeverOpened_leavesNoKey() {
        ksef.keys.onAccess(() -> {});
        journal.onAccess(() -> {
            if (ksef.keys.size() > 0) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> submit(submissions)).hasMessage("killed");
        journal.onAccess(() -> {});
        assertThat(ksef.keys.size()).isOne();
        isGoneOnWith();
    }

    /** An archive of the same files that is one byte longer. */
    private record WithAComment(PackageArchiver zip) implements PackageArchiver {

        WithAComment() {
            this(new JdkZipArchiver());
        }

        @Override
        public CompressionType compressionType() {
            return zip.compressionType();
        }

        @Override
        public void write(Iterator<ArchiveEntry> files, OutputStream into) {
            zip.write(files, into);
            try {
                into.write(0);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
            throw new UnsupportedOperationException();
        }
    }
}
