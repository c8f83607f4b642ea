package dev.ksef.domain.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.Faked;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.store.MemoryKeyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExportsTest {

    private static final Duration PATIENCE = Duration.ofHours(5);
    private static final InvoiceQuery QUERY = InvoiceQuery.asSeller()
            .byPermanentStorageDate()
            .from(LocalDate.parse("2026-10-01"))
            .build();

    private final FakeArchive ksef = new FakeArchive();

    @TempDir
    private Path folder;

    private ExportOptions options() {
        return ExportOptions.USUAL.directory(folder);
    }

    private List<KsefNumber> fetched(ExportOptions options) {
        List<KsefNumber> all = new ArrayList<>();
        try (FetchedPackage fetched = ksef.exports().fetch(QUERY, options, PATIENCE)) {
            fetched.forEachInvoice(invoice -> all.add(invoice.ksefNumber()));
        }
        return all;
    }

    private static ReferenceNumber export(int number) {
        return new ReferenceNumber("EX-" + number);
    }

    @Test
    void export_isStartedAwaitedAndFetched_withItsOwnKey() {
        ksef.hold(1, 1);
        ksef.hold(2, 2);
        Queue<Integer> codes = new ArrayDeque<>(List.of(100, 100, 200));
        ksef.onLook = status -> FakeArchive.status(codes.size() > 1 ? codes.remove() : 200, status.exportedPackage());
        assertThat(fetched(options())).isEqualTo(FakeArchive.numbers(1, 2));
        assertThat(ksef.events.of(KsefEvent.Waiting.class)).hasSize(2);
        assertThat(ksef.running.of(ksef.context)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void export_ofNoInvoices_isAnEmptyPackage() {
        assertThat(fetched(options())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void eleventhExport_waitsForAPlace_andSaysSo_withoutAskingKsef() {
        ksef.onLook = status -> FakeArchive.status(100, null);
        Exports exports = ksef.exports();
        for (int i = 1; i <= 10; i++) {
            exports.start(QUERY, options(), PATIENCE).close();
        }
        ksef.onLook = status -> FakeArchive.status(ksef.looks.size() > 25 ? 200 : 100, null);
        exports.start(QUERY, options(), PATIENCE).close();
        assertThat(ksef.started).hasSize(11);
        assertThat(ksef.events.of(KsefEvent.Waiting.class))
                .isNotEmpty()
                .allSatisfy(waiting -> assertThat(waiting.what()).contains("place"));
    }

    @Test
    void eleventhExport_isNotStarted_whileTheStatusOfOthersIsHeldBackByLimits() {
        Exports exports = ksef.exports();
        for (int i = 1; i <= 10; i++) {
            exports.start(QUERY, options(), PATIENCE).close();
        }
        ksef.onLook = status -> {
            throw Faked.rateLimited(Duration.ofMinutes(1));
        };
        assertThatThrownBy(() -> exports.start(QUERY, options(), Duration.ofMinutes(5)))
                .isInstanceOf(KsefDeadlineException.class);
        assertThat(ksef.started).as("what cannot be seen counts as under way").hasSize(10);
    }

    @Test
    void exportThatKsefHasNoPlaceFor_isAskedForAgain_andSaysSo() {
        ksef.onStart = () -> {
            if (ksef.started.size() < 3) {
                throw Faked.error(400, 21182);
            }
        };
        assertThat(fetched(options())).isEmpty();
        assertThat(ksef.started).hasSize(3);
        assertThat(ksef.events.of(KsefEvent.Waiting.class)).hasSize(2);
    }

    @Test
    void start_thatKsefRefuses_isNotRepeated() {
        ksef.onStart = () -> {
            throw Faked.error(400, 21181);
        };
        assertThatThrownBy(() -> fetched(options())).isInstanceOf(KsefApiException.class);
        assertThat(ksef.started).hasSize(1);
    }

    @Test
    void start_withoutAnAnswer_isRepeated_threeTimesInAll() {
        ksef.onStart = () -> {
            throw new KsefTransportException("no answer", Delivery.UNKNOWN, null);
        };
        assertThatThrownBy(() -> fetched(options())).isInstanceOf(KsefTransportException.class);
        assertThat(ksef.started).hasSize(3);
    }

    @Test
    void start_thatLimitsHoldBackForAnHour_isMadeThen() {
        ksef.onStart = () -> {
            if (ksef.started.size() == 1) {
                throw Faked.rateLimited(Duration.ofHours(1));
            }
        };
        fetched(options());
        assertThat(ksef.clock.slept()).isEqualTo(Duration.ofHours(1));
        assertThat(catchThrowableOfType(
                        KsefRateLimitedException.class,
                        () -> {
                            ksef.started.clear();
                            ksef.exports().fetch(QUERY, options(), Duration.ofMinutes(59));
                        }))
                .as("not within the patience")
                .isNotNull();
    }

    @Test
    void stuckExport_isAbandoned_andAskedForAgain() {
        ksef.hold(1, 1);
        ksef.onLook = status -> ksef.looks.get(ksef.looks.size() - 1).equals(export(1))
                ? FakeArchive.status(100, null)
                : status;
        assertThat(fetched(options().stuckAfter(Duration.ofMinutes(20)))).isEqualTo(FakeArchive.numbers(1));
        assertThat(ksef.started).hasSize(2);
        assertThat(ksef.clock.slept()).isEqualTo(Duration.ofMinutes(20));
        assertThat(ksef.events.of(KsefEvent.ExportRepeated.class))
                .containsExactly(new KsefEvent.ExportRepeated(export(1), Reason.STUCK));
        assertThat(ksef.running.of(ksef.context)).as("it still takes a place").containsExactly(export(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {210, 410, 550})
    void exportThatIsLost_isAskedForAgain_threeTimesInAll(int code) {
        ksef.onLook = status -> {
            if (code == 410) {
                throw new KsefGoneException(
                        new KsefApiException.Answer("GET /faked", 410, List.of(), null, null));
            }
            return FakeArchive.status(code, null);
        };
        assertThat(catchThrowableOfType(KsefExportLostException.class, () -> fetched(options())).reason())
                .isEqualTo(code == 550 ? Reason.CANCELLED : Reason.EXPIRED);
        assertThat(ksef.started).hasSize(3);
        assertThat(ksef.running.of(ksef.context)).isEmpty();
    }

    @Test
    void keyThatKsefCannotDecrypt_isWrappedAnewOnce() {
        ksef.hold(1, 1);
        ksef.onLook = status -> ksef.started.size() == 1 ? FakeArchive.status(415, null) : status;
        assertThat(fetched(options())).hasSize(1);
        ksef.onLook = status -> FakeArchive.status(415, null);
        ksef.started.clear();
        assertThatThrownBy(() -> fetched(options())).isInstanceOf(KsefProcessingException.class);
        assertThat(ksef.started).hasSize(2);
    }

    @Test
    void export_isFinishedByAnotherProcess_withTheKeptKey() {
        var keys = new MemoryKeyStore();
        ksef.keys = keys;
        ksef.hold(1, 1);
        ReferenceNumber started;
        try (Export export = ksef.exports().start(QUERY, options(), PATIENCE)) {
            started = export.referenceNumber();
        }
        try (Export resumed = ksef.exports().resume(started, options());
                FetchedPackage fetched = resumed.fetch(PATIENCE)) {
            assertThat(fetched.metadata()).hasSize(1);
            resumed.forget();
        }
        assertThat(keys.size()).isZero();
        assertThatThrownBy(() -> ksef.exports().resume(started, options()))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("no content key");
        ksef.keys = null;
        assertThatThrownBy(() -> ksef.exports().resume(started, options())).hasMessageContaining("key store");
    }

    @Test
    void export_isFinishedElsewhere_withTheCallersKey() {
        ksef.hold(1, 1);
        try (ContentKey key = ContentKey.of(new byte[32], new byte[16])) {
            ReferenceNumber started;
            try (Export export = ksef.exports().start(QUERY, options(), key, PATIENCE)) {
                started = export.referenceNumber();
            }
            try (Export resumed = ksef.exports().resume(started, key, options());
                    FetchedPackage fetched = resumed.fetch(PATIENCE)) {
                assertThat(fetched.stream()).hasSize(1);
            }
        }
    }

    @Test
    void key_isForgotten_whenThePackageIsThere_alsoByAStoreThatFailsThen() {
        var keys = new MemoryKeyStore();
        ksef.keys = keys;
        fetched(options());
        assertThat(keys.size()).isZero();
        ksef.onLook = status -> {
            keys.onAccess(() -> {
                throw new KsefStorageException("broken", null);
            });
            return status;
        };
        fetched(options());
        assertThat(ksef.events.of(KsefEvent.KeyNotForgotten.class)).hasSize(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void linkThatEnded_isReplacedByANewOne_alsoLongAfterAnExportCountsAsStuck() {
        ksef.hold(1, 1);
        ksef.onDownload = (link, into) -> {
            if (ksef.downloads.size() == 1) {
                ksef.clock.advance(Duration.ofHours(1));
                throw Faked.error(403, 0);
            }
        };
        ksef.onLook = status -> {
            if (ksef.looks.size() == 2) {
                throw Faked.error(503, 0);
            }
            return status;
        };
        assertThat(fetched(options())).hasSize(1);
        assertThat(ksef.looks).as("one to begin with, one unanswered, one more").hasSize(3);
        assertThat(ksef.started).as("the package was made long ago").hasSize(1);
    }

    @Test
    void interrupt_endsTheWait_andTheFlagStays() {
        ksef.onLook = status -> {
            Thread.currentThread().interrupt();
            return FakeArchive.status(100, null);
        };
        Throwable thrown = catchThrowable(() -> fetched(options()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("Interrupted");
        assertThat(ksef.started).hasSize(1);
    }

    @Test
    void download_storesAllPackagesOfAQuery_eachInvoiceOnce() {
        ksef.most = 2;
        for (int i = 1; i <= 5; i++) {
            ksef.hold(i, i);
        }
        var into = new InvoiceFolder(folder.resolve("invoices"), new dev.ksef.domain.LineFormat());
        long stored = ksef.exports().download(QUERY, into, options(), PATIENCE);
        assertThat(stored).isEqualTo(5);
        assertThat(ksef.started).hasSizeGreaterThan(2);
        assertThat(into.path().toFile().list()).hasSize(10);
    }

    @Test
    void download_ofMetadataOnly_isRefused_beforeAnythingIsStarted() {
        var into = new InvoiceFolder(folder, new dev.ksef.domain.LineFormat());
        assertThatThrownBy(() -> ksef.exports().download(QUERY, into, options().onlyMetadata(), PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("onlyMetadata");
        assertThat(ksef.started).isEmpty();
    }
}
