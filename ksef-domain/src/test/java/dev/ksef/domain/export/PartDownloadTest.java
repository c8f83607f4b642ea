package dev.ksef.domain.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.Faked;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.testkit.model.export.ExportedPackageBuilder;
import dev.ksef.testkit.model.export.ExportedPartBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PartDownloadTest {

    private static final Duration PATIENCE = Duration.ofHours(5);
    private static final InvoiceQuery QUERY = InvoiceQuery.asSeller()
            .byPermanentStorageDate()
            .from(LocalDate.parse("2026-10-01"))
            .build();
    private static final Sha256 OTHER = new Faked.Crypto().sha256(new byte[0]);

    private final FakeArchive ksef = new FakeArchive();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void threeParts() {
        for (int i = 1; i <= 4; i++) {
            ksef.hold(i, i);
        }
        ksef.partBytes = 250;
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ksef-download-")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as("%s is left", thread).isFalse();
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private ExportOptions options() {
        return ExportOptions.USUAL.directory(folder).downloadsAtATime(1);
    }

    private int invoices() {
        return invoices(options());
    }

    private int invoices(ExportOptions options) {
        var count = new int[1];
        try (FetchedPackage fetched = ksef.exports().fetch(QUERY, options, PATIENCE)) {
            fetched.forEachInvoice(invoice -> count[0]++);
        }
        return count[0];
    }

    private void describeParts(int export, UnaryOperator<ExportedPart> change) {
        ksef.describe(new ReferenceNumber("EX-" + export), described -> changed(described, change));
    }

    private static ExportedPackage changed(ExportedPackage described, UnaryOperator<ExportedPart> change) {
        return ExportedPackageBuilder.builder(described)
                .parts(described.parts().stream().map(change).toList())
                .build();
    }

    private static KsefTransportException cut() {
        return new KsefTransportException("cut", Delivery.UNKNOWN, null);
    }

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
    void parts_areFetchedSoManyAtATime_andReadInTheirOrder_howeverKsefListsThem() {
        var two = new CyclicBarrier(2);
        ksef.partBytes = 140;
        ksef.described = described -> {
            List<ExportedPart> parts = new ArrayList<>(described.parts());
            Collections.reverse(parts);
            return ExportedPackageBuilder.builder(described).parts(parts).build();
        };
        ksef.onDownload = (link, into) -> {
            if (link.matches(".*/[3-9]")) {
                return;
            }
            try {
                two.await(60, TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new AssertionError("never two at a time", alone);
            }
        };
        assertThat(invoices(options().downloadsAtATime(2))).isEqualTo(4);
        assertThat(ksef.downloads).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    }

    @Test
    void part_liesOnTheDiskEncrypted_forItsOwnerAlone_untilThePackageIsClosed() throws IOException {
        try (FetchedPackage fetched = ksef.exports().fetch(QUERY, options(), PATIENCE)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.filter(path -> path.getFileName().toString().startsWith("part-"))
                        .toList();
            }
            assertThat(files).hasSizeGreaterThan(2);
            for (Path file : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Faktura", "5265877635");
            }
            var archive = new ByteArrayOutputStream();
            fetched.writeTo(archive);
            assertThat(archive.toString(StandardCharsets.ISO_8859_1)).contains("<Faktura>4</Faktura>");
        }
    }

    @Test
    void partThatIsCut_goesOnWhereItEnded() {
        ksef.onDownload = (link, into) -> {
            if (ksef.downloads.size() == 1) {
                throw cut();
            }
            if (ksef.downloads.size() == 2) {
                into.write(ksef.encrypted(link), 0, 100);
                throw cut();
            }
        };
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.downloads).startsWith("EX-1/1@0", "EX-1/1@0", "EX-1/1@100", "EX-1/2@0");
        assertThat(ksef.looks).as("one cut without a byte needs no new link").hasSize(1);
    }

    @Test
    void partThatNeverComes_failsAfterSixAttempts_withGrowingPauses() {
        ksef.onDownload = (link, into) -> {
            throw cut();
        };
        assertThatThrownBy(this::invoices).isInstanceOf(KsefTransportException.class);
        assertThat(ksef.downloads).hasSize(6);
        assertThat(ksef.events.of(KsefEvent.Retry.class))
                .extracting(retry -> retry.delay().toMillis())
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L);
    }

    @Test
    void linkThatEnded_isReplacedByAStatusCall() {
        ksef.onDownload = (link, into) -> {
            if (!link.endsWith("new")) {
                describeParts(
                        1,
                        part -> ExportedPartBuilder.builder(part)
                                .url(SignedLink.of(part.url().reveal() + "?new"))
                                .build());
                throw Faked.error(403, 0);
            }
        };
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.looks).hasSize(1 + 3);
    }

    @Test
    void packageThatTheStorageDoesNotKeep_isExportedAgain() {
        ksef.onDownload = (link, into) -> {
            if (ksef.downloads.size() == 1) {
                throw new KsefGoneException(new KsefApiException.Answer("GET /faked", 410, List.of(), null, null));
            }
        };
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.started).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void refusalThatDoesNotPass_isThrown(int status) {
        ksef.onDownload = (link, into) -> {
            throw Faked.error(status, 0);
        };
        assertThatThrownBy(this::invoices).isInstanceOf(KsefApiException.class);
        assertThat(ksef.downloads).hasSize(1);
    }

    @Test
    void partThatArrivesAltered_isFetchedAnewAtOnce() {
        ksef.exchange("EX-1/1", bytes -> bytes);
        ksef.onDownload = (link, into) -> {
            if (ksef.downloads.size() == 1) {
                ksef.exchange("EX-1/1", PartDownloadTest::altered);
            } else if (ksef.downloads.size() == 2) {
                ksef.exchange("EX-1/1", PartDownloadTest::altered);
            }
        };
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.downloads).startsWith("EX-1/1@0", "EX-1/1@0", "EX-1/2@0");
    }

    /** Altering twice mends. */
    private static byte[] altered(byte[] bytes) {
        bytes[20] ^= 1;
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(WrongHash.class)
    void hashThatKsefDeclaresWrongly_isTreatedAsTheOptionsSay(WrongHash treatment) {
        ksef.described = described -> ksef.started.size() > 1
                ? described
                : changed(
                        described,
                        part -> ExportedPartBuilder.builder(part)
                                .encryptedPartHash(OTHER)
                                .partHash(OTHER)
                                .build());
        ExportOptions options = options().wrongHash(treatment);
        if (treatment == WrongHash.FAIL) {
            assertThat(catchThrowableOfType(KsefExportLostException.class, () -> invoices(options)))
                    .hasMessageContainingAll("part 1", "hash of the encrypted part")
                    .extracting(KsefExportLostException::reason)
                    .isEqualTo(Reason.WRONG_HASH);
            assertThat(ksef.downloads).as("fetched again to be sure").containsExactly("EX-1/1@0", "EX-1/1@0");
        } else {
            assertThat(invoices(options)).isEqualTo(4);
        }
        assertThat(ksef.started).hasSize(treatment == WrongHash.EXPORT_AGAIN ? 2 : 1);
        assertThat(ksef.events.of(KsefEvent.WrongHashAccepted.class)).hasSize(treatment == WrongHash.ACCEPT ? 3 : 0);
    }

    /** No whole number of AES blocks: of whole ones, one in 256 seems to end with right padding. */
    @Test
    void partThatCannotBeDecrypted_isNeverAccepted() {
        ksef.onDownload = (link, into) -> ksef.exchange("EX-1/1", bytes -> new byte[33]);
        assertThatThrownBy(() -> invoices(options().wrongHash(WrongHash.ACCEPT)))
                .isInstanceOf(KsefExportLostException.class)
                .hasMessageContaining("cannot be decrypted");
    }

    @Test
    void hashThatTheStorageTells_isCompared() {
        ksef.storageHash = link -> link.endsWith("2") ? OTHER : null;
        assertThatThrownBy(this::invoices)
                .isInstanceOf(KsefExportLostException.class)
                .hasMessageContainingAll("part 2", "that the storage told");
    }

    @Test
    void part_ofWhichKsefTellsNeitherSizeNorHash_isFetched() {
        ksef.described = described -> changed(
                described,
                part -> new ExportedPart(part.ordinalNumber(), null, null, part.url(), null, null, null, null, null));
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.events.of(KsefEvent.Progress.class))
                .hasSize(3)
                .allSatisfy(
                        progress -> assertThat(progress.volume().doneBytes()).isZero());
    }

    @Test
    void partThatKsefDescribesOtherwiseMeanwhile_beginsAnew() {
        ksef.described = described -> changed(
                described,
                part -> part.ordinalNumber() == 2
                        ? ExportedPartBuilder.builder(part)
                                .encryptedPartSize(7L)
                                .build()
                        : part);
        ksef.onDownload = (link, into) -> {
            if (ksef.downloads.size() == 2) {
                into.write(new byte[3]);
                describeParts(
                        1,
                        part -> part.ordinalNumber() == 2
                                ? ExportedPartBuilder.builder(part)
                                        .encryptedPartSize((long) ksef.encrypted("EX-1/2").length)
                                        .build()
                                : part);
                throw Faked.error(403, 0);
            }
        };
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.downloads).containsExactly("EX-1/1@0", "EX-1/2@0", "EX-1/2@0", "EX-1/3@0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packageThatKsefMadeAnew_isExportedAgain(boolean withFewerParts) {
        ksef.onDownload = (link, into) -> {
            if (ksef.downloads.size() == 2) {
                ksef.describe(
                        new ReferenceNumber("EX-1"),
                        described -> withFewerParts
                                ? ExportedPackageBuilder.builder(described)
                                        .parts(described.parts().subList(0, 2))
                                        .build()
                                : changed(
                                        described,
                                        part -> ExportedPartBuilder.builder(part)
                                                .partHash(OTHER)
                                                .build()));
                throw Faked.error(403, 0);
            }
        };
        assertThat(invoices()).isEqualTo(4);
        assertThat(ksef.events.of(KsefEvent.ExportRepeated.class))
                .extracting(KsefEvent.ExportRepeated::reason)
                .as("what was fetched of the package before does not fit what comes now")
                .containsExactly(Reason.CHANGED);
    }

    @Test
    void partThatIsMissing_isNotPassedOver() {
        ksef.described = described -> changed(
                described,
                part -> part.ordinalNumber() == 2
                        ? ExportedPartBuilder.builder(part).ordinalNumber(4).build()
                        : part);
        assertThatThrownBy(this::invoices)
                .isInstanceOf(KsefExportLostException.class)
                .hasMessageContaining("part 2");
        assertThat(ksef.downloads).isEmpty();
    }

    @Test
    void packageThatIsLargerThanTheDisk_isNotBegun() {
        ksef.described = described -> changed(
                described,
                part -> ExportedPartBuilder.builder(part)
                        .encryptedPartSize(Long.MAX_VALUE / 4)
                        .build());
        assertThatThrownBy(this::invoices)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("bytes left");
        assertThat(ksef.downloads).isEmpty();
    }

    @Test
    void storageThatDoesNotAnswer_isLeftAtTheDeadline() {
        ksef.onDownload = (link, into) -> hang();
        assertThatThrownBy(() -> ksef.exports().fetch(QUERY, options(), Duration.ofMillis(200)))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("EX-1");
    }

    /** Repeated, since a thread may make its file while the directory is removed. */
    @RepeatedTest(50)
    void interrupt_endsTheDownload_andTheFlagStays() throws Exception {
        ksef.onDownload = (link, into) -> hang();
        var caught = new AtomicReference<Throwable>();
        var caller = new Thread(() -> {
            Throwable thrown = catchThrowable(() -> invoices(options().downloadsAtATime(2)));
            caught.set(Thread.currentThread().isInterrupted() ? thrown : null);
        });
        caller.start();
        blocked.await();
        caller.interrupt();
        caller.join();
        assertThat(caught.get())
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContainingAll("Interrupted", "EX-1");
    }

    @Test
    void closingTheClient_endsTheDownload() throws Exception {
        var time = new ClosableTime(ksef.clock);
        ksef.time = time;
        ksef.onDownload = (link, into) -> hang();
        var closer = new Thread(() -> {
            try {
                blocked.await();
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
            time.close();
        });
        closer.start();
        assertThatThrownBy(this::invoices)
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContainingAll("closed", "EX-1");
        closer.join();
    }

    @Test
    void folderThatCannotBeUsed_isNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> invoices(options().directory(file)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(file.toString());
        Files.delete(file);
    }
}
