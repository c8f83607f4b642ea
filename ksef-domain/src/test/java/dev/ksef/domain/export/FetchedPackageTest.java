package dev.ksef.domain.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.domain.AesCrypto;
import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.LineFormat;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.testkit.model.export.ExportedPackageBuilder;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FetchedPackageTest {

    private static final InvoiceQuery QUERY = InvoiceQuery.asSeller()
            .byPermanentStorageDate()
            .from(LocalDate.parse("2026-10-01"))
            .build();

    private final FakeArchive ksef = new FakeArchive();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("ksef-unpack")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as("%s is left", thread).isFalse();
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private FetchedPackage fetched() {
        return ksef.exports().fetch(QUERY, ExportOptions.USUAL.directory(folder), Duration.ofHours(1));
    }

    private List<ExportedInvoice> invoices() {
        List<ExportedInvoice> all = new ArrayList<>();
        try (FetchedPackage fetched = fetched()) {
            fetched.forEachInvoice(all::add);
        }
        return all;
    }

    private void hold(int many) {
        for (int i = 1; i <= many; i++) {
            ksef.hold(i, i);
        }
    }

    private void packed(UnaryOperator<List<Map.Entry<String, byte[]>>> change) {
        ksef.packed = files -> change.apply(new ArrayList<>(files));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void invoices_arePairedByNumber_whateverTheOrder() {
        hold(5);
        packed(files -> {
            Collections.reverse(files);
            return files;
        });
        assertThat(invoices()).hasSize(5).allSatisfy(invoice -> {
            InvoiceMetadata row = ksef.held().get(invoice.ksefNumber());
            assertThat(invoice.metadata().orElseThrow().permanentStorageDate()).isEqualTo(row.permanentStorageDate());
            assertThat(invoice.xml().bytes()).isEqualTo(ksef.documents.get(invoice.ksefNumber()));
            assertThat(invoice.hash()).isEqualTo(row.invoiceHash());
        });
    }

    @Test
    void invoices_whoseFilesHaveOtherNames_arePairedByHash() {
        hold(3);
        packed(files -> {
            Collections.swap(files, 1, 3);
            files.replaceAll(file -> file.getKey().endsWith(".xml")
                    ? Map.entry("invoices/" + files.indexOf(file) + ".xml", file.getValue())
                    : file);
            return files;
        });
        assertThat(invoices())
                .extracting(ExportedInvoice::ksefNumber)
                .containsExactlyElementsOf(FakeArchive.numbers(3, 2, 1));
    }

    @Test
    void invoices_withoutMetadata_areHandedOutByTheirNumbers() {
        hold(2);
        packed(files -> files.subList(1, 3));
        assertThat(invoices())
                .hasSize(2)
                .allSatisfy(invoice -> assertThat(invoice.metadata()).isEmpty());
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken("lacks 1", files -> files.subList(0, 3)),
                new Broken("do not name", files -> {
                    files.set(
                            0,
                            Map.entry("_metadata.json", firstLine(files.get(0).getValue())));
                    return files;
                }),
                new Broken("another content", files -> {
                    files.set(2, Map.entry(files.get(2).getKey(), bytes("<Faktura/>")));
                    return files;
                }),
                new Broken("belongs to none", files -> {
                    files.set(2, Map.entry("x.xml", bytes("<Faktura/>")));
                    return files;
                }),
                new Broken("belongs to none", files -> {
                    files.set(2, Map.entry("x".repeat(5000) + ".xml", bytes("<Faktura/>")));
                    return files;
                }),
                new Broken("belongs to none", files -> {
                    files.set(2, Map.entry(".xml", bytes("<Faktura/>")));
                    return files;
                }),
                new Broken("no invoice", files -> {
                    files.set(2, Map.entry("x.xml", new byte[InvoiceXml.LARGEST_BYTES + 1]));
                    return files;
                }));
    }

    private static byte[] firstLine(byte[] lines) {
        return bytes(
                new String(lines, StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    }

    private record Broken(String told, UnaryOperator<List<Map.Entry<String, byte[]>>> change) {}

    @ParameterizedTest
    @MethodSource("broken")
    void packageThatIsNotWhatItSays_isRefused(Broken broken) {
        hold(3);
        packed(broken.change());
        ksef.described = described ->
                ExportedPackageBuilder.builder(described).invoiceCount(null).build();
        assertThatThrownBy(this::invoices)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("EX-1", broken.told());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4})
    void package_withAnotherCountThanKsefSaid_isRefused_beforeAnythingIsHandedOut(long count) {
        hold(3);
        ksef.described = described ->
                ExportedPackageBuilder.builder(described).invoiceCount(count).build();
        List<KsefNumber> all = new ArrayList<>();
        assertThatThrownBy(() -> {
                    try (FetchedPackage fetched = fetched()) {
                        fetched.forEachInvoice(invoice -> all.add(invoice.ksefNumber()));
                    }
                })
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("KSeF said " + count);
        assertThat(all).isEmpty();
    }

    @Test
    void package_withoutParts_thatShouldHaveInvoices_isRefused() {
        ksef.described = described ->
                ExportedPackageBuilder.builder(described).invoiceCount(7L).build();
        assertThatThrownBy(this::invoices)
                .as("or a synchronisation would pass over seven invoices")
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("KSeF said 7");
        try (FetchedPackage fetched = fetched()) {
            assertThatThrownBy(fetched::metadata).hasMessageContaining("KSeF said 7");
        }
    }

    @Test
    void invoiceThatTheMetadataNameTwice_isThereOnce() {
        hold(3);
        ksef.rows.add(2, ksef.rows.get(1));
        try (FetchedPackage fetched = fetched()) {
            assertThat(fetched.description().invoiceCount()).isEqualTo(4);
            assertThat(fetched.metadata())
                    .extracting(InvoiceMetadata::ksefNumber)
                    .hasSize(3);
            assertThat(fetched.stream()).hasSize(3);
        }
    }

    @Test
    void package_canBeReadTwice_andOneOfManyPartsIsOneArchive() {
        hold(20);
        ksef.partBytes = 37;
        try (FetchedPackage fetched = fetched()) {
            assertThat(fetched.stream()).hasSize(20);
            assertThat(fetched.stream()).hasSize(20);
            assertThat(fetched.metadata()).hasSize(20);
        }
    }

    @Test
    void plainStream_tellsWhatIsAvailable_andReadsOverTheEndsOfParts() throws IOException {
        hold(3);
        ksef.partBytes = 64;
        Path part = folder.resolve("part");
        try (var key = new AesCrypto().newContentKey()) {
            var crypto = new AesCrypto();
            Files.write(part, crypto.encrypt(bytes("abc"), key));
            var two = List.of(new FetchedPart(part, 3), new FetchedPart(part, 3));
            try (InputStream plain = new PlainPackage(two, key, crypto)) {
                assertThat(plain.available()).isEqualTo(6);
                assertThat(plain.readNBytes(4)).isEqualTo(bytes("abca"));
                assertThat(plain.available()).isEqualTo(2);
                assertThat(plain.readAllBytes()).isEqualTo(bytes("bc"));
                assertThat(plain.available()).isZero();
                assertThat(plain.read()).isEqualTo(-1);
            }
        }
        Files.delete(part);
    }

    @Test
    void streamThatIsClosedEarly_leavesNoThread() {
        for (int i = 1; i <= 200; i++) {
            ksef.documents.put(ksef.hold(i, i).ksefNumber(), large(i));
        }
        ksef.rows.replaceAll(
                row -> InvoiceMetadataBuilder.builder(row).invoiceHash(null).build());
        try (FetchedPackage fetched = fetched()) {
            try (Stream<ExportedInvoice> stream = fetched.stream()) {
                Iterator<ExportedInvoice> some = stream.iterator();
                assertThat(some.next().ksefNumber()).isEqualTo(FakeArchive.number(1));
            }
            try (Stream<ExportedInvoice> unused = fetched.stream()) {
                assertThat(unused).isNotNull();
            }
        }
    }

    private static byte[] large(int i) {
        byte[] xml = new byte[100_000];
        xml[0] = (byte) i;
        return xml;
    }

    static Stream<Throwable> thrown() {
        return Stream.of(new IllegalStateException("mine"), new AssertionError("mine"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatTheConsumerThrows_endsTheReading_andIsThrown(Throwable mine) {
        hold(100);
        List<KsefNumber> all = new ArrayList<>();
        Throwable thrown = catchThrowable(() -> {
            try (FetchedPackage fetched = fetched()) {
                fetched.forEachInvoice(invoice -> {
                    all.add(invoice.ksefNumber());
                    FetchedPackageTest.<RuntimeException>sneak(mine);
                });
            }
        });
        assertThat(thrown).isSameAs(mine);
        assertThat(all).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    @Test
    void interrupt_endsTheReading_andTheFlagStays() {
        hold(3);
        Throwable thrown = catchThrowable(() -> {
            try (FetchedPackage fetched = fetched();
                    Stream<ExportedInvoice> stream = fetched.stream()) {
                Thread.currentThread().interrupt();
                stream.forEach(invoice -> {});
                throw new AssertionError("read to its end");
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(KsefDeadlineException.class).hasMessageContaining("Interrupted");
    }

    @Test
    void closedClient_endsTheReading() {
        hold(3);
        var time = new ClosableTime(ksef.clock);
        ksef.time = time;
        assertThatThrownBy(() -> {
                    try (FetchedPackage fetched = fetched()) {
                        time.close();
                        fetched.forEachInvoice(invoice -> {});
                    }
                })
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void archiveInAForm_thatTheClientCannotRead_isNamed() {
        hold(1);
        packed(files -> {
            files.add(0, Map.entry("n".repeat(0x1f8b), bytes("a")));
            return files;
        });
        assertThatThrownBy(this::invoices)
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("TarGz", "no archiver");
    }

    @Test
    void targetThatFails_isToldWithTheExport() {
        hold(1);
        try (FetchedPackage fetched = fetched()) {
            assertThatThrownBy(() -> fetched.writeTo(new OutputStream() {
                        @Override
                        public void write(int one) throws IOException {
                            throw new IOException("full");
                        }
                    }))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("EX-1");
        }
    }

    @Test
    void packageOfMetadata_hasNoInvoices_andSaysSo() {
        hold(2);
        try (FetchedPackage fetched = ksef.exports()
                .fetch(QUERY, ExportOptions.USUAL.directory(folder).onlyMetadata(), Duration.ofHours(1))) {
            assertThat(fetched.metadata()).hasSize(2);
            assertThatThrownBy(() -> fetched.forEachInvoice(invoice -> {}))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("without onlyMetadata()");
        }
    }

    @Test
    void folder_takesAnInvoiceOnce_withItsMetadataBeside_andNothingElse() throws IOException {
        Path target = folder.resolve("a").resolve("b");
        var into = new InvoiceFolder(target, new LineFormat());
        InvoiceMetadata row = ksef.hold(1, 1);
        var xml = InvoiceXml.received(ksef.documents.get(row.ksefNumber()));
        into.store(row.ksefNumber(), xml, null);
        assertThat(target.toFile().list()).containsExactly(row.ksefNumber() + ".xml");
        into.store(row.ksefNumber(), xml, row);
        into.store(row.ksefNumber(), xml, row);
        assertThat(target.toFile().list())
                .as("also where the metadata came later")
                .containsExactlyInAnyOrder(row.ksefNumber() + ".xml", row.ksefNumber() + ".json");
        assertThat(target.resolve(row.ksefNumber() + ".json")).hasBinaryContent(LineFormat.of(List.of(row)));
        assertThatThrownBy(() -> into.store(row.ksefNumber(), InvoiceXml.received(bytes("<Faktura>2</Faktura>")), row))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("move it away");
        assertThat(target.resolve(row.ksefNumber() + ".xml")).hasBinaryContent(xml.bytes());
        for (String bad : new String[] {"../x", "a/b", "..", "x".repeat(65)}) {
            assertThatThrownBy(() -> into.store(new KsefNumber(bad), xml, row))
                    .isInstanceOf(KsefStorageException.class);
            assertThatThrownBy(() -> into.child(bad)).isInstanceOf(KsefStorageException.class);
        }
        try (Stream<Path> all = Files.walk(folder.resolve("a"))) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
