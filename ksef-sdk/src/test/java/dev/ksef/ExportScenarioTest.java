package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.export.Export;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.export.ExportedInvoice;
import dev.ksef.domain.export.FetchedPackage;
import dev.ksef.domain.export.WrongHash;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.error.KsefExportLostException.Reason;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.testkit.store.MemoryKeyStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of invoices that KSeF makes. */
class ExportScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String DOWNLOAD = "GET /storage/00/{export}/invoice-part/{part}";
    private static final String START = "POST /invoices/exports";
    private static final String STATUS = "GET /invoices/exports/{referenceNumber}";

    @TempDir
    Path work;

    @TempDir
    Path folder;

    /** The scenario's client is made before the fields of this class. */
    private @Nullable MemoryKeyStore keys;

    @Override
    SimulatorBuilder settings() {
        return super.settings().exportDelay(Duration.ofSeconds(20)).exportPartBytes(2_000);
    }

    @Override
    KsefClient client(String token) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(token))
                .keyStore(keys())
                .time(time)
                .listener(events)
                .build();
    }

    private MemoryKeyStore keys() {
        if (keys == null) {
            keys = new MemoryKeyStore();
        }
        return keys;
    }

    private ExportOptions options() {
        return ExportOptions.USUAL.directory(work);
    }

    private InvoiceQuery all() {
        return InvoiceQuery.asSeller()
                .byPermanentStorageDate()
                .from(time.instant().minus(Duration.ofDays(20)))
                .build();
    }

    private List<String> stored(int count) {
        return simulator
                .invoices()
                .store(
                        count,
                        simulator.nip(),
                        "1111111111",
                        time.instant().minus(Duration.ofDays(10)),
                        time.instant().minus(Duration.ofDays(1)));
    }

    private static List<String> numbers(FetchedPackage fetched) {
        List<String> numbers = new ArrayList<>();
        fetched.forEachInvoice(invoice -> {
            assertThat(invoice.metadata()).isPresent();
            numbers.add(invoice.ksefNumber().value());
        });
        return numbers;
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void allInvoices_comeOnce_withTheirMetadata(CompressionType form) throws IOException {
        List<String> stored = stored(60);
        try (FetchedPackage fetched = company.exports().fetch(all(), options().compressionType(form), PATIENCE)) {
            assertThat(fetched.description().parts()).hasSizeGreaterThan(2);
            assertThat(numbers(fetched)).containsExactlyInAnyOrderElementsOf(stored);
            assertThat(left()).hasSize(1);
        }
        assertThat(left()).as("what lies in the work directory afterwards").isEmpty();
        assertThat(keys().references()).isEmpty();
    }

    @Test
    void archive_isWrittenAsKsefMadeIt() throws IOException {
        stored(3);
        var archive = new ByteArrayOutputStream();
        try (FetchedPackage fetched = company.exports().fetch(all(), options(), PATIENCE)) {
            fetched.writeTo(archive);
        }
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).hasSize(4).contains("_metadata.json");
    }

    @Test
    void onlyMetadata_hasNoInvoice() {
        List<String> stored = stored(20);
        try (FetchedPackage fetched = company.exports().fetch(all(), options().onlyMetadata(), PATIENCE)) {
            assertThat(fetched.metadata())
                    .extracting(row -> row.ksefNumber().value())
                    .containsExactlyElementsOf(stored);
        }
    }

    @Test
    void export_isFinishedByAnotherClient() {
        List<String> stored = stored(5);
        Export started = company.exports().start(all(), options(), PATIENCE);
        started.close();
        try (KsefClient other = client(simulator.token());
                Export export = other.forNip(simulator.nip()).exports().resume(started.referenceNumber(), options());
                FetchedPackage fetched = export.fetch(PATIENCE)) {
            assertThat(numbers(fetched)).containsExactlyInAnyOrderElementsOf(stored);
            export.forget();
        }
        assertThat(keys().references()).isEmpty();
        assertThat(simulator.exports().started()).isEqualTo(1);
    }

    @Test
    void invoices_areALazyStream() {
        stored(30);
        try (FetchedPackage fetched = company.exports().fetch(all(), options(), PATIENCE);
                Stream<ExportedInvoice> invoices = fetched.stream()) {
            assertThat(invoices.limit(3)).hasSize(3);
        }
    }

    @Test
    void emptyPackage_hasNoInvoice() {
        try (FetchedPackage fetched = company.exports().fetch(all(), options(), PATIENCE)) {
            assertThat(numbers(fetched)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DOWNLOAD + "#1-6=truncated",
                DOWNLOAD + "#2=403-expired",
                DOWNLOAD + "#1-2=503",
                DOWNLOAD + "#1=html:200",
                DOWNLOAD + "#2=corrupted",
                DOWNLOAD + "#3=reset",
                DOWNLOAD + "=range-ignored",
                STATUS + "#2=export-made-anew"
            })
    void trouble_isOvercome(String fault) {
        List<String> stored = stored(60);
        simulator.faults().add(fault);
        try (FetchedPackage fetched = company.exports().fetch(all(), options(), PATIENCE)) {
            assertThat(numbers(fetched)).containsExactlyInAnyOrderElementsOf(stored);
        }
        assertThat(simulator.faults().met()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-550", "export-hangs"})
    void lostExport_isStartedAgain(String fault) {
        List<String> stored = stored(5);
        simulator.faults().add(START + "#1=" + fault);
        try (FetchedPackage fetched = company.exports().fetch(all(), options(), Duration.ofHours(2))) {
            assertThat(numbers(fetched)).containsExactlyInAnyOrderElementsOf(stored);
        }
        assertThat(simulator.exports().started()).isEqualTo(2);
        assertThat(events.of(KsefEvent.ExportRepeated.class)).hasSize(1);
    }

    @Test
    void wrongHashes_failByDefault_andNothingIsLeft() throws IOException {
        stored(5);
        simulator.faults().add(STATUS + "=wrong-hashes");
        assertThatThrownBy(() -> company.exports().fetch(all(), options(), PATIENCE))
                .isInstanceOfSatisfying(
                        KsefExportLostException.class,
                        lost -> assertThat(lost.reason()).isEqualTo(Reason.WRONG_HASH));
        assertThat(left()).isEmpty();
        assertThat(simulator.exports().started()).isEqualTo(1);
    }

    @Test
    void wrongHashes_areAcceptedWhereAskedFor_andTold() {
        List<String> stored = stored(5);
        simulator.faults().add(STATUS + "=wrong-hashes");
        try (FetchedPackage fetched = company.exports().fetch(all(), options().wrongHash(WrongHash.ACCEPT), PATIENCE)) {
            assertThat(numbers(fetched)).containsExactlyInAnyOrderElementsOf(stored);
        }
        assertThat(events.of(KsefEvent.WrongHashAccepted.class)).isNotEmpty();
    }

    @Test
    void wrongHashes_letTheExportBeStartedAgain_whereAskedFor() {
        List<String> stored = stored(1);
        simulator.faults().add(DOWNLOAD + "#1-2=wrong-hashes");
        try (FetchedPackage fetched =
                company.exports().fetch(all(), options().onlyMetadata().wrongHash(WrongHash.EXPORT_AGAIN), PATIENCE)) {
            assertThat(fetched.metadata()).hasSameSizeAs(stored);
        }
        assertThat(simulator.exports().started()).isEqualTo(2);
    }

    @Test
    void eleventhExport_waitsForAPlace() {
        stored(1);
        List<Export> running = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            running.add(company.exports().start(all(), options(), PATIENCE));
        }
        try (Export eleventh = company.exports().start(all(), options(), PATIENCE)) {
            eleventh.await(PATIENCE);
        }
        running.forEach(Export::close);
        assertThat(simulator.faults().met()).isEmpty();
        assertThat(events.of(KsefEvent.Waiting.class))
                .anySatisfy(event -> assertThat(event.what()).contains("place among the exports"));
        assertThat(contract.exchanges().stream()
                        .filter(exchange -> exchange.toString().contains("21182")))
                .as("starts that KSeF refused")
                .isEmpty();
    }

    @Test
    void query_isDownloadedIntoAFolder_inAsManyPackagesAsItTakes() throws IOException {
        List<String> stored = stored(25);
        long found = company.exports().download(all(), ksef.folder(folder), options(), PATIENCE);
        assertThat(found).isEqualTo(25);
        for (String number : stored) {
            assertThat(folder.resolve(number + ".xml")).exists();
            assertThat(Files.readString(folder.resolve(number + ".json")))
                    .contains(KsefNumber.of(number).value());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(50);
        }
    }
}
