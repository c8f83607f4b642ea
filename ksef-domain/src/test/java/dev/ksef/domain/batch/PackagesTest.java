package dev.ksef.domain.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.port.ContentSource;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.testkit.archive.JdkZipArchiver;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesTest {

    private static final int PART = 100;
    private static final PackageLimits SMALL = new PackageLimits(10, 3, PART);

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final Faked.Crypto crypto = new Faked.Crypto();
    private final ContentKey key = crypto.newContentKey();
    private final Packages packages = packages(new JdkZipArchiver());

    @TempDir
    private Path root;

    private Packages packages(PackageArchiver archiver) {
        return new Packages(crypto, PreFlight.of(KsefEnvironment.TEST).off(), archiver, time, new RecordedEvents());
    }

    private PackageOptions options() {
        return PackageOptions.of(FormCode.FA_3).directory(root);
    }

    private static byte[] xml(int number) {
        return Invoices.FA_3.replace("FV/1", "FV/" + number).getBytes(StandardCharsets.UTF_8);
    }

    private static List<InvoiceSource> sources(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> InvoiceSource.of(i + ".xml", xml(i)))
                .toList();
    }

    /** What the parts come to once they are decrypted and joined. */
    private byte[] joined(InvoicePackage made) throws IOException {
        var joined = new ByteArrayOutputStream();
        for (PackagePart part : made.parts()) {
            try (InputStream encrypted = part.open()) {
                joined.write(crypto.decrypt(encrypted.readAllBytes(), key));
            }
        }
        return joined.toByteArray();
    }

    private static Map<String, byte[]> unpacked(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        new JdkZipArchiver()
                .read(
                        new ByteArrayInputStream(archive),
                        new ArchiveLimits(10_000, 10_000_000, 100_000_000),
                        (name, content) -> files.put(name, content.readAllBytes()));
        return files;
    }

    private void nothingIsLeft() {
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 1, 3 * PART})
    void archive_isCutAtTheSizeOfAPart_andEachPartIsEncryptedAndDeclaredOnItsOwn(int size) throws IOException {
        PackagePlan plan = packages.plan(sources(1), options().limits(SMALL));
        try (InvoicePackage made = packages(new Bytes(size)).make(plan)) {
            List<BatchFilePart> declared = made.file().fileParts();
            assertThat(declared)
                    .extracting(BatchFilePart::ordinalNumber)
                    .isEqualTo(IntStream.rangeClosed(1, (size + PART - 1) / PART)
                            .boxed()
                            .toList());
            for (PackagePart part : made.parts()) {
                byte[] encrypted = Files.readAllBytes(part.file());
                int begin = PART * (part.declared().ordinalNumber() - 1);
                byte[] plain = Arrays.copyOfRange(Bytes.of(size), begin, Math.min(size, begin + PART));
                assertThat(crypto.decrypt(encrypted, key)).isEqualTo(plain);
                assertThat(part.declared().fileSize())
                        .isEqualTo(encrypted.length)
                        .isEqualTo(part.sizeBytes());
                assertThat(part.declared().fileHash()).isEqualTo(crypto.sha256(encrypted));
            }
            assertThat(made.parts()).extracting(PackagePart::declared).isEqualTo(declared);
            assertThat(made.file().fileSize()).isEqualTo(size);
            assertThat(made.file().fileHash()).isEqualTo(crypto.sha256(Bytes.of(size)));
            assertThat(joined(made)).isEqualTo(Bytes.of(size));
        }
        nothingIsLeft();
    }

    @Test
    void plainArchive_isNowhereOnTheDisk() throws IOException {
        PackagePlan plan = packages.plan(sources(3), options());
        try (InvoicePackage made = packages.make(plan);
                Stream<Path> all = Files.walk(root)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("lock", "part-1");
            String plain = new String(joined(made), StandardCharsets.ISO_8859_1);
            assertThat(plain).startsWith("PK");
            for (Path file : files) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(plain.substring(0, 40));
            }
        }
    }

    @Test
    void entries_haveTheInvoicesBytes_inTheirOrder() throws IOException {
        PackagePlan plan = packages.plan(sources(25), options());
        try (InvoicePackage made = packages.make(plan)) {
            Map<String, byte[]> files = unpacked(joined(made));
            assertThat(files.keySet())
                    .containsExactlyElementsOf(plan.invoices().stream()
                            .map(PackagedInvoice::entryName)
                            .toList());
            assertThat(files.values().stream().map(crypto::sha256))
                    .isEqualTo(IntStream.rangeClosed(1, 25)
                            .mapToObj(PackagesTest::xml)
                            .map(crypto::sha256)
                            .toList());
            assertThat(made.file().compressionType()).isEqualTo(CompressionType.ZIP);
        }
    }

    @Test
    void namesOfEntries_areUniquePlainAscii_whateverTheCallersNamesAre() {
        List<InvoiceSource> sources = Stream.of(
                        "Żółć ąęś.xml",
                        "a/b/c.xml",
                        "..\\..\\evil.xml",
                        "x".repeat(300) + ".xml",
                        "same.xml",
                        "same.xml",
                        "SAME.XML",
                        "",
                        "..",
                        "\n.xml",
                        "😀",
                        "CON")
                .map(name -> InvoiceSource.of(name, xml(1)))
                .toList();
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.ROOT, Locale.forLanguageTag("ar-EG-u-nu-arab"))) {
                Locale.setDefault(locale);
                List<String> names = packages.plan(sources, options()).invoices().stream()
                        .map(PackagedInvoice::entryName)
                        .toList();
                assertThat(names)
                        .as("names with %s", locale)
                        .doesNotHaveDuplicates()
                        .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9_-][A-Za-z0-9._-]{1,98}\\.xml"));
                assertThat(names.get(4)).isEqualTo("000005-same.xml");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void archiveThatDoesNotFitIntoTheParts_isRefused_withWhatToDo() {
        PackagePlan plan = packages.plan(sources(1), options().limits(SMALL));
        assertThatThrownBy(() -> packages(new Bytes(3 * PART + 1)).make(plan))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("more than the 300 bytes", "3 parts", "split the plan");
        assertThatThrownBy(() -> packages.make(plan))
                .as("by an archiver that tells failures in its own words")
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("more than the 300 bytes", "3 parts", "split the plan");
        nothingIsLeft();
    }

    @Test
    void moreInvoicesThanAPackageTakes_areRefused_andSplit() {
        PackagePlan plan = packages.plan(sources(25), options().limits(SMALL.withPartBytes(100_000_000)));
        assertThatThrownBy(() -> packages.make(plan))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("25 invoices", "at most 10", "split the plan");
        nothingIsLeft();
        List<PackagePlan> split = plan.split();
        assertThat(split).extracting(one -> one.invoices().size()).containsExactly(10, 10, 5);
        assertThat(split.stream().flatMap(one -> one.invoices().stream())).isEqualTo(plan.invoices());
    }

    @Test
    void split_keepsToTheBytes_evenIfNothingCanBeCompressed() throws IOException {
        int invoice = xml(1).length;
        PackagePlan plan =
                packages.plan(sources(9), options().limits(new PackageLimits(100, 1, 4 * (invoice + 2048L))));
        assertThat(plan.split()).extracting(one -> one.invoices().size()).containsExactly(4, 4, 1);
        PackagePlan tiny = packages.plan(sources(2), options().limits(SMALL));
        assertThat(tiny.split())
                .as("one that is too large alone stays alone, and none is empty")
                .extracting(one -> one.invoices().size())
                .containsExactly(1, 1);
    }

    @Test
    void badInvoices_areAllTold_orLeftOutOnce() {
        var strict = new Packages(
                crypto, PreFlight.of(KsefEnvironment.TEST), new JdkZipArchiver(), time, new RecordedEvents());
        List<InvoiceSource> sources = List.of(
                InvoiceSource.of("good", xml(1)),
                InvoiceSource.of("bad", "<a/>".getBytes(StandardCharsets.UTF_8)),
                InvoiceSource.of("good too", xml(2)),
                InvoiceSource.of("bad", "<b/>".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> strict.plan(sources, options()))
                .isInstanceOfSatisfying(
                        KsefInvalidPackageException.class,
                        bad -> assertThat(bad.findings()).as("findings of both").containsOnlyKeys("#2 bad", "#4 bad"));
        PackagePlan plan = strict.plan(
                sources, options().badInvoices(BadInvoices.LEAVE_OUT).limits(SMALL.withMostInvoices(1)));
        assertThat(plan.leftOut()).extracting(LeftOutInvoice::index).containsExactly(1, 3);
        assertThat(plan.invoices()).extracting(PackagedInvoice::index).containsExactly(0, 2);
        assertThat(plan.split()).extracting(one -> one.leftOut().size()).containsExactly(2, 0);
        assertThatThrownBy(() -> strict.plan(List.of(), options())).hasMessage("There is no invoice to send");
        assertThatThrownBy(() -> strict.plan(List.of(sources.get(1)), options().badInvoices(BadInvoices.LEAVE_OUT)))
                .hasMessageContaining("all of them were left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FV/9", "FV/10", "FV/"})
    void invoiceThatChangesBeforeItIsPacked_isNamed(String number) {
        Changing changing = new Changing(xml(1));
        PackagePlan plan = packages.plan(
                List.of(InvoiceSource.of("fine", xml(2)), InvoiceSource.of("lately ą", changing)), options());
        changing.content = Invoices.FA_3.replace("FV/1", number).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> packages.make(plan))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("lately ą", "changed after it was checked");
        nothingIsLeft();
    }

    @Test
    void invoiceThatCannotBeReadAnyMore_isNamed_whatFailsIsTheCause() {
        Changing changing = new Changing(xml(1));
        PackagePlan plan = packages.plan(List.of(InvoiceSource.of("mine", changing)), options());
        for (boolean late : new boolean[] {false, true}) {
            for (Exception failure : List.of(new IOException("gone"), new IllegalStateException("gone"))) {
                changing.failure = failure;
                changing.late = late;
                assertThatThrownBy(() -> packages.make(plan))
                        .isInstanceOf(KsefStorageException.class)
                        .hasMessage("The invoice mine cannot be read")
                        .hasCause(failure);
            }
        }
        nothingIsLeft();
    }

    @Test
    void invoiceThatCannotBeReadAtFirst_isNamed() {
        Changing changing = new Changing(xml(1));
        changing.failure = new IOException("gone");
        assertThatThrownBy(() -> packages.plan(List.of(InvoiceSource.of("mine", changing)), options()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("mine");
        assertThatThrownBy(() -> packages.plan(List.of(InvoiceSource.of(root.resolve("missing.xml"))), options()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("missing.xml");
    }

    @Test
    void keyAndFiles_endWithThePackage() throws IOException {
        InvoicePackage made = packages.make(packages.plan(sources(2), options()));
        assertThat(made.key().key()).isNotNull();
        made.close();
        assertThatThrownBy(() -> made.key().key()).isInstanceOf(IllegalStateException.class);
        nothingIsLeft();
    }

    @Test
    void interrupt_endsTheMaking_andLeavesNothing() {
        PackagePlan plan = packages.plan(sources(3), options());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> packages.make(plan)).isInstanceOf(KsefDeadlineException.class);
        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        nothingIsLeft();
    }

    @Test
    void archiverThatThrowsAnything_leavesNothing() {
        PackagePlan plan = packages.plan(sources(1), options());
        var defect = new AssertionError("defect");
        Packages broken = packages(new Bytes(10) {
            @Override
            public void write(Iterator<ArchiveEntry> files, OutputStream into) {
                super.write(files, into);
                throw defect;
            }
        });
        assertThatThrownBy(() -> broken.make(plan)).isSameAs(defect);
        nothingIsLeft();
    }

    @Test
    void keyOfAPackageThatFails_ends() {
        List<ContentKey> keys = new ArrayList<>();
        var observed = (CryptoEngine) Proxy.newProxyInstance(
                CryptoEngine.class.getClassLoader(),
                new Class<?>[] {CryptoEngine.class},
                (proxy, method, arguments) -> {
                    Object result = method.invoke(crypto, arguments);
                    Stream.concat(Stream.of(result), Stream.of(arguments == null ? new Object[0] : arguments))
                            .filter(ContentKey.class::isInstance)
                            .forEach(used -> keys.add((ContentKey) used));
                    return result;
                });
        var failing = new Packages(
                observed,
                PreFlight.of(KsefEnvironment.TEST).off(),
                new Bytes(3 * PART + 1),
                time,
                new RecordedEvents());
        PackagePlan plan = failing.plan(sources(1), options().limits(SMALL));
        assertThatThrownBy(() -> failing.make(plan)).isInstanceOf(KsefStorageException.class);
        assertThat(keys)
                .hasSizeGreaterThan(1)
                .allSatisfy(used -> assertThatThrownBy(used::key).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void packageThatIsMadeAgainWithItsKey_isTheSame() throws IOException {
        PackagePlan plan = packages.plan(sources(3), options().limits(SMALL.withPartBytes(2000)));
        var own = ContentKey.of(
                new byte[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
                },
                new byte[16]);
        try (InvoicePackage first = packages.make(plan, own);
                InvoicePackage again = packages.make(plan, own)) {
            own.close();
            assertThat(first.key().key()).as("the caller's key can be closed").startsWith(1, 2, 3, 4);
            assertThat(again.file()).isEqualTo(first.file());
            for (int part = 0; part < first.parts().size(); part++) {
                assertThat(again.parts().get(part).file())
                        .hasSameBinaryContentAs(first.parts().get(part).file());
            }
        }
    }

    @Test
    void diskThatIsFull_isTold_andNothingIsLeft() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(root, 64)) {
            assertThat(disk.folder()).isEmptyDirectory();
            var limits = new PackageLimits(10, 3, 1_000_000);
            PackagePlan plan = packages.plan(sources(1), options().limits(limits));
            assertThatThrownBy(() -> packages(new Bytes(500_000)).make(plan))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll(root.toString(), "No space left on device");
            nothingIsLeft();
            packages(new Bytes(10)).make(plan).close();
            nothingIsLeft();
        }
    }

    @Test
    void diskThatIsSurelyTooSmall_isToldBeforeAnythingIsMade_withNumbers() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(root, 64)) {
            assertThat(disk.folder()).isEmptyDirectory();
            var huge = new ContentSource() {
                @Override
                public long sizeBytes() {
                    return 3_000_000;
                }

                @Override
                public InputStream open() {
                    throw new AssertionError("nothing is to be read");
                }
            };
            PackagedInvoice known =
                    packages.plan(sources(1), options()).invoices().get(0);
            var facts = new InvoiceFacts(
                    FormCode.FA_3,
                    null,
                    null,
                    null,
                    "FV/1",
                    null,
                    false,
                    known.facts().hash(),
                    3_000_000);
            PackagePlan plan =
                    PackagePlan.of(options(), List.of(PackagedInvoice.of(0, "huge", facts)), invoice -> huge);
            assertThatThrownBy(() -> packages.make(plan))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageMatching("(?s).* has \\d+ bytes left, but the package needs at least 300000: .*");
            nothingIsLeft();
        }
    }

    @Test
    void limits_areThoseOfKsefAtMost() {
        assertThat(PackageLimits.OF_KSEF.mostBytes()).isEqualTo(5_000_000_000L);
        for (Runnable wrong : List.<Runnable>of(
                () -> new PackageLimits(0, 1, 1),
                () -> new PackageLimits(1, 0, 1),
                () -> new PackageLimits(1, 51, 1),
                () -> new PackageLimits(1, 1, 0),
                () -> new PackageLimits(1, 1, 100_000_001))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new PackageLimits(1, 50, 100_000_000).mostBytes()).isEqualTo(5_000_000_000L);
    }

    /** Writes an archive of so many bytes, whatever the files are. */
    private static class Bytes implements PackageArchiver {

        private final int size;

        Bytes(int size) {
            this.size = size;
        }

        static byte[] of(int size) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (i * 31 + i / 256);
            }
            return bytes;
        }

        @Override
        public CompressionType compressionType() {
            return CompressionType.TAR_GZ;
        }

        @Override
        public void write(Iterator<ArchiveEntry> files, OutputStream into) {
            try {
                byte[] bytes = of(size);
                int half = size / 2;
                into.write(bytes, 0, half);
                into.write(bytes[half]);
                into.write(bytes, half + 1, size - half - 1);
            } catch (IOException failed) {
                throw new KsefStorageException("In words of the archiver", failed);
            }
        }

        @Override
        public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
            throw new UnsupportedOperationException();
        }
    }

    /** A file that somebody else writes. */
    private static final class Changing implements ContentSource {

        private byte[] content;
        private Exception failure;
        private boolean late;

        Changing(byte[] content) {
            this.content = content;
        }

        @Override
        public long sizeBytes() {
            return content.length;
        }

        @Override
        public InputStream open() throws IOException {
            if (!late) {
                fail();
            }
            return new FilterInputStream(new ByteArrayInputStream(content)) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    fail();
                    return super.read(target, offset, length);
                }
            };
        }

        private void fail() throws IOException {
            if (failure instanceof IOException disk) {
                throw disk;
            }
            if (failure instanceof RuntimeException defect) {
                throw defect;
            }
        }
    }

    /** A file system of its own in a folder, which only root of a Linux machine can make. */
    private record SmallDisk(Path folder) implements AutoCloseable {

        static SmallDisk mounted(Path folder, int kilobytes) throws IOException, InterruptedException {
            int mounted = run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
            assumeThat(mounted)
                    .as("not tested: only root of a Linux machine, with the right to mount, has a small disk")
                    .isZero();
            return new SmallDisk(folder);
        }

        private static int run(String... command) throws InterruptedException {
            try {
                return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException noSuchProgram) {
                return -1;
            }
        }

        @Override
        public void close() throws InterruptedException {
            // A file that a failed test left open keeps it busy.
            run("umount", "-l", folder.toString());
        }
    }
}
