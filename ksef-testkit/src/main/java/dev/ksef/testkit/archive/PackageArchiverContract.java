package dev.ksef.testkit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ContentSource;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.thread.TestThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests what every {@link PackageArchiver} must do. Extend this class and return the archiver. */
public abstract class PackageArchiverContract {

    /** Sizes around a record of tar, around buffers and blocks, and what is too large to be held. */
    private static final List<Integer> SIZES = List.of(
            0, 1, 511, 512, 513, 10_000, 16_384, 16_385, 131_071, 131_072, 131_073, 262_144, 3_000_000, 5_000_001);

    private static final ArchiveLimits WIDE = new ArchiveLimits(100_000, 100_000_000, 1_000_000_000);
    private static final String SECRET = "tajna-tresc-faktury-1793610000123";

    /** Makes the archiver. Called once per test. */
    protected abstract PackageArchiver archiver();

    @Test
    void files_comeBackInOrder_toTheByte() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int size : SIZES) {
            files.put("text-" + size + ".xml", text(size));
            files.put("noise_" + size, noise(size));
        }
        files.put("a".repeat(99), text(10));
        assertSame(read(archiver, write(archiver, files), WIDE), files);
    }

    @Test
    void manyFiles_comeBackInOrder() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 3000; i++) {
            files.put("z" + (3000 - i) + ".xml", text(i));
        }
        assertSame(read(archiver, write(archiver, files), WIDE), files);
    }

    @Test
    void noFiles_areAnArchive() {
        var archiver = archiver();
        assertThat(read(archiver, write(archiver, Map.of()), WIDE)).isEmpty();
    }

    @Test
    void sameFiles_giveTheSameBytes() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int size : SIZES) {
            files.put("f" + size, noise(size));
        }
        assertThat(Arrays.equals(write(archiver, files), write(archiver, files)))
                .isTrue();
    }

    @Test
    void archivesOfOthers_areReadAndTheirFoldersPassedOver() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("folder/", new byte[0]);
        files.put("folder/a.xml", text(700));
        files.put("zażółć.xml", text(70));
        byte[] archive = ForeignArchives.of(archiver.compressionType(), files);
        files.remove("folder/");
        assertSame(read(archiver, archive, WIDE), files);
    }

    @Test
    void streamOfTheCaller_staysOpen() {
        var archiver = archiver();
        var closed = new HashSet<String>();
        var sink = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.add("sink");
            }
        };
        archiver.write(entries(Map.of("a", text(100_000))), sink);
        assertThat(closed).isEmpty();
        assertThat(read(archiver, sink.toByteArray(), WIDE)).hasSize(1);
    }

    @Test
    void iteratorAndStream_areUsedByTheCallingThreadAlone() {
        Set<Thread> users = ConcurrentHashMap.newKeySet();
        var sink = new OutputStream() {
            @Override
            public void write(int value) {
                users.add(Thread.currentThread());
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                users.add(Thread.currentThread());
            }
        };
        Iterator<ArchiveEntry> files = IntStream.range(0, 500)
                .mapToObj(i -> {
                    users.add(Thread.currentThread());
                    return new ArchiveEntry("f" + i, SampleContent.of(noise(5000)));
                })
                .iterator();
        archiver().write(files, sink);
        assertThat(users).containsExactly(Thread.currentThread());
    }

    @Test
    void threads_endWithTheCall() {
        Set<Thread> before = threadsOfThisGroup();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        var archiver = archiver();
        archiver.write(watched(seen, 200), OutputStream.nullOutputStream());
        assertThatThrownBy(() -> archiver.write(
                        chained(watched(seen, 200), file("bad", SampleContent.thatBreaksBehind(text(10)))),
                        OutputStream.nullOutputStream()))
                .isInstanceOf(KsefStorageException.class);
        assertThatThrownBy(() -> archiver.write(watched(seen, 200), new BrokenSink(100_000)))
                .isInstanceOf(KsefStorageException.class);
        seen.removeAll(before);
        assertThat(seen).as("threads that began with a call").noneMatch(Thread::isAlive);
    }

    @Test
    void contents_areClosed_whateverHappens() {
        var archiver = archiver();
        List<SampleContent> contents = new ArrayList<>();
        Function<Integer, ArchiveEntry> numbered = i -> {
            var content = SampleContent.of(noise(20_000 + i));
            contents.add(content);
            return new ArchiveEntry("f" + i, content);
        };
        archiver.write(IntStream.range(0, 50).boxed().map(numbered).iterator(), OutputStream.nullOutputStream());
        assertThatThrownBy(() -> archiver.write(
                        IntStream.range(0, 500).boxed().map(numbered).iterator(), new BrokenSink(200_000)))
                .isInstanceOf(KsefStorageException.class);
        for (SampleContent bad : List.of(
                SampleContent.thatBreaksBehind(noise(40_000)),
                SampleContent.thatTells(10, noise(40_000)),
                SampleContent.thatTells(50_000, noise(40_000)))) {
            contents.add(bad);
            assertThatThrownBy(() -> archiver.write(
                            chained(IntStream.range(0, 5).boxed().map(numbered).iterator(), file("bad", bad)),
                            OutputStream.nullOutputStream()))
                    .isInstanceOf(KsefStorageException.class);
        }
        assertThat(contents)
                .allSatisfy(content -> assertThat(content.openStreams()).isZero());
    }

    @Test
    void fileThatFails_isNamedWithoutItsContent() {
        byte[] secret = (SECRET + "\n").repeat(2000).getBytes(StandardCharsets.UTF_8);
        for (ContentSource bad : List.of(
                SampleContent.thatBreaksBehind(secret),
                SampleContent.thatTells(secret.length - 1L, secret),
                SampleContent.thatTells(secret.length + 1L, secret),
                SampleContent.thatTells(0, secret),
                SampleContent.thatTells(10_000_000, secret),
                SampleContent.thatTells(-1, secret),
                thatCannotBeOpened(new IOException("gone")),
                thatCannotBeOpened(new IllegalStateException("gone")))) {
            Throwable failure = catchThrowable(() -> archiver()
                    .write(
                            chained(entries(Map.of("good", text(3))), file("invoice-17.xml", bad)),
                            OutputStream.nullOutputStream()));
            assertThat(failure).isInstanceOf(KsefStorageException.class).hasMessageContaining("invoice-17.xml");
            assertNoSecret(failure);
        }
    }

    @Test
    void streamThatFails_isTold() {
        for (int room : new int[] {0, 10, 1000, 300_000}) {
            assertThatThrownBy(() -> archiver().write(entries(Map.of("a", noise(400_000))), new BrokenSink(room)))
                    .as("room for %d bytes", room)
                    .isInstanceOf(KsefStorageException.class)
                    .isNotInstanceOf(KsefDeadlineException.class);
        }
    }

    @Test
    void whatTheIteratorThrows_reachesTheCaller() {
        var thrown = new IllegalStateException("no more invoices");
        Iterator<ArchiveEntry> failing = Stream.<ArchiveEntry>generate(() -> {
                    throw thrown;
                })
                .iterator();
        assertThatThrownBy(() -> archiver().write(failing, OutputStream.nullOutputStream()))
                .isSameAs(thrown);
    }

    @Test
    void unfitNames_areRefused() {
        for (String name : List.of(
                "", ".", "..", "a/b", "/a", "a\\b", "c:a", "a b", "ż.xml", "a\n", "a\0", "n".repeat(100), "../a")) {
            assertThatThrownBy(() -> archiver().write(entries(Map.of(name, text(3))), OutputStream.nullOutputStream()))
                    .as("name '%s'", name)
                    .isInstanceOf(KsefStorageException.class);
        }
        assertThatThrownBy(() -> archiver()
                        .write(
                                chained(
                                        entries(Map.of("same.xml", text(3))),
                                        file("same.xml", SampleContent.of(text(4)))),
                                OutputStream.nullOutputStream()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("same.xml");
    }

    @Test
    void interruptBefore_endsTheCallAndStays() {
        var archiver = archiver();
        byte[] archive = write(archiver, Map.of("a", text(100_000)));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(
                            () -> archiver.write(entries(Map.of("a", text(100_000))), OutputStream.nullOutputStream()))
                    .isInstanceOf(KsefDeadlineException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThatThrownBy(() -> read(archiver, archive, WIDE)).isInstanceOf(KsefDeadlineException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void interruptWhileContentsHang_endsTheCall() throws Exception {
        var archiver = archiver();
        var hanging = new CountDownLatch(1);
        Iterator<ArchiveEntry> files = IntStream.range(0, 1000)
                .mapToObj(i -> file("f" + i, thatHangs(hanging)))
                .iterator();
        var stays = ConcurrentHashMap.<Boolean>newKeySet();
        var call = BackgroundCall.waiting(() -> {
            try {
                archiver.write(files, OutputStream.nullOutputStream());
                return 0L;
            } finally {
                stays.add(Thread.currentThread().isInterrupted());
            }
        });
        call.interrupt();
        assertThat(call.failure()).isInstanceOf(KsefDeadlineException.class);
        assertThat(stays).as("whether the flag stays").containsExactly(true);
    }

    @Test
    void limits_countWhatComesOut_andAreMetExactly() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a", text(1_000_000));
        files.put("b", text(500_000));
        for (byte[] archive : List.of(write(archiver, files), ForeignArchives.of(archiver.compressionType(), files))) {
            assertSame(read(archiver, archive, new ArchiveLimits(2, 1_000_000, 1_500_000)), files);
            for (ArchiveLimits narrow : List.of(
                    new ArchiveLimits(1, 1_000_000, 1_500_000),
                    new ArchiveLimits(2, 999_999, 1_500_000),
                    new ArchiveLimits(2, 1_000_000, 1_499_999))) {
                assertThatThrownBy(() -> read(archiver, archive, narrow))
                        .as("%s", narrow)
                        .isInstanceOf(KsefStorageException.class);
            }
        }
    }

    @Test
    void namesThatLeadOut_areRefused() {
        var archiver = archiver();
        for (String name : List.of(
                "../a",
                "a/../../b",
                "..",
                "/etc/passwd",
                "..\\a",
                "a\\..\\..\\b",
                "\\a",
                "\\\\host\\a",
                "//host/a",
                "C:/a",
                "C:\\a",
                "C:a",
                "a/..",
                "a/b/../../../c",
                "a\n",
                "../folder/",
                "/folder/",
                "folder/../../",
                "C:/folder/")) {
            byte[] archive = ForeignArchives.of(archiver.compressionType(), Map.of(name, new byte[0]));
            assertThatThrownBy(() -> read(archiver, archive, WIDE))
                    .as("name '%s'", name)
                    .isInstanceOf(KsefStorageException.class);
        }
    }

    @Test
    void oneNameTwice_isRefused() {
        var archiver = archiver();
        byte[] archive = ForeignArchives.withTwoOf(archiver.compressionType(), "same.xml", text(10), text(20));
        List<String> taken = new ArrayList<>();
        assertThatThrownBy(() ->
                        archiver.read(new ByteArrayInputStream(archive), WIDE, (name, content) -> taken.add(name)))
                .isInstanceOf(KsefStorageException.class);
        assertThat(taken).as("what was handed over").containsExactly("same.xml");
    }

    @Test
    void archiveThatUnpacksToMuchMore_handsOverNothingBeyondTheLimits() {
        var archiver = archiver();
        byte[] archive = ForeignArchives.of(archiver.compressionType(), Map.of("a", new byte[30_000_000]));
        assertThat(archive.length).as("30 MB, packed").isLessThan(50_000);
        for (ArchiveLimits narrow :
                List.of(new ArchiveLimits(9, 1_000_000, 100_000_000), new ArchiveLimits(9, 100_000_000, 1_000_000))) {
            var taken = new ByteArrayOutputStream();
            assertThatThrownBy(() -> archiver.read(
                            new ByteArrayInputStream(archive), narrow, (name, content) -> content.transferTo(taken)))
                    .isInstanceOf(KsefStorageException.class);
            assertThat(taken.size()).isLessThanOrEqualTo(1_000_000);
            assertThatThrownBy(() ->
                            archiver.read(new ByteArrayInputStream(archive), narrow, (name, content) -> content.read()))
                    .as("also if nobody reads the file")
                    .isInstanceOf(KsefStorageException.class);
        }
    }

    /** The JDK's reader of gzip ends early, without a word, where such a stream is between two members. */
    @Test
    void sourceThatDoesNotKnowWhatIsAvailable_losesNoFile() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            files.put("f" + i + ".xml", text(1000 + i));
        }
        for (byte[] archive :
                List.of(write(archiver, files), ForeignArchives.inManyMembers(archiver.compressionType(), files))) {
            for (int atOnce : new int[] {1, 7, 512, 1_000_000}) {
                Map<String, byte[]> read = new LinkedHashMap<>();
                archiver.read(
                        inPieces(archive, atOnce), WIDE, (name, content) -> read.put(name, content.readAllBytes()));
                assertSame(read, files);
            }
        }
    }

    /** A stream as a network has it: it cannot go back, yields what has come, and tells nothing in advance. */
    private static InputStream inPieces(byte[] archive, int atOnce) {
        return new InputStream() {
            private int at;

            @Override
            public int read() {
                return at < archive.length ? archive[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = Math.min(Math.min(atOnce, length), archive.length - at);
                if (count <= 0) {
                    return length == 0 ? 0 : -1;
                }
                System.arraycopy(archive, at, into, offset, count);
                at += count;
                return count;
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    @Test
    void archiveThatIsCutOff_isRefused_whereverItIsCut() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.xml", text(300));
        files.put("b.xml", noise(200));
        files.put("c.xml", text(0));
        for (byte[] archive : List.of(write(archiver, files), ForeignArchives.of(archiver.compressionType(), files))) {
            for (int length = 0; length < archive.length; length++) {
                byte[] cut = Arrays.copyOf(archive, length);
                assertThatThrownBy(() -> read(archiver, cut, WIDE))
                        .as("the first %d of %d bytes", length, archive.length)
                        .isInstanceOf(KsefStorageException.class);
            }
        }
    }

    @Test
    void damagedArchive_isRefused_orYieldsWhatWasPacked() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.xml", text(300));
        files.put("b.xml", noise(200));
        byte[] archive = write(archiver, files);
        for (int bit = 0; bit < archive.length * 8; bit++) {
            byte[] damaged = archive.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertSame(read(archiver, damaged, WIDE), files);
            } catch (KsefStorageException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void whatIsNoArchive_isRefusedWithoutQuotingIt() {
        var archiver = archiver();
        var other = archiver.compressionType() == CompressionType.ZIP ? CompressionType.TAR_GZ : CompressionType.ZIP;
        for (byte[] none : List.of(
                new byte[0],
                SECRET.repeat(100).getBytes(StandardCharsets.UTF_8),
                noise(10_000),
                new byte[10_000],
                ForeignArchives.of(other, Map.of("a", text(100))))) {
            Throwable failure = catchThrowable(() -> read(archiver, none, WIDE));
            assertThat(failure).isInstanceOf(KsefStorageException.class);
            assertNoSecret(failure);
        }
    }

    @Test
    void somethingBehindTheEnd_isRefused() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            files.put("f" + i, noise(1000 + i));
        }
        byte[] archive = write(archiver, files);
        byte[] longer = Arrays.copyOf(archive, archive.length + 5);
        Arrays.fill(longer, archive.length, longer.length, (byte) 'x');
        assertThatThrownBy(() -> read(archiver, longer, WIDE)).isInstanceOf(KsefStorageException.class);
    }

    @Test
    void sourceThatFails_isTold() {
        var archiver = archiver();
        byte[] archive = write(archiver, Map.of("a", noise(100_000)));
        var failing = new InputStream() {
            private final InputStream good = new ByteArrayInputStream(archive, 0, 50_000);

            @Override
            public int read() throws IOException {
                int next = good.read();
                if (next < 0) {
                    throw new IOException("The connection was lost");
                }
                return next;
            }
        };
        assertThatThrownBy(() -> archiver.read(failing, WIDE, (name, content) -> content.readAllBytes()))
                .isInstanceOf(KsefStorageException.class)
                .hasRootCauseMessage("The connection was lost");
    }

    @Test
    void taker_mayLeaveContent_andLosesItAfterwards() throws Exception {
        var archiver = archiver();
        byte[] archive = write(archiver, Map.of("a", noise(100_000)));
        List<InputStream> kept = new ArrayList<>();
        archiver.read(new ByteArrayInputStream(archive), WIDE, (name, content) -> {
            content.readNBytes(10);
            kept.add(content);
        });
        assertThat(kept).hasSize(1);
        int after;
        try {
            after = kept.get(0).read();
        } catch (IOException refused) {
            after = -1;
        }
        assertThat(after).as("read after the call").isEqualTo(-1);

        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            files.put("f" + i, noise(1000 * i));
        }
        List<String> names = new ArrayList<>();
        archiver.read(new ByteArrayInputStream(write(archiver, files)), WIDE, (name, content) -> names.add(name));
        assertThat(names).containsExactlyElementsOf(files.keySet());
    }

    @Test
    void takerThatFails_endsTheReading() {
        var archiver = archiver();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a", text(10));
        files.put("b", text(10));
        byte[] archive = write(archiver, files);
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> archiver.read(new ByteArrayInputStream(archive), WIDE, (name, content) -> {
                    names.add(name);
                    throw new IOException("The disk is full");
                }))
                .isInstanceOf(KsefStorageException.class)
                .hasRootCauseMessage("The disk is full");
        assertThat(names).containsExactly("a");
        var thrown = new IllegalStateException("not this one");
        assertThatThrownBy(() -> archiver.read(new ByteArrayInputStream(archive), WIDE, (name, content) -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void archiver_usedByManyThreads_mixesNothingUp() throws Exception {
        var archiver = archiver();
        TestThreads.runTogether(4, number -> {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (int i = 0; i < 50; i++) {
                files.put(number + "-" + i, text(1000 * number + i));
            }
            assertSame(read(archiver, write(archiver, files), WIDE), files);
        });
    }

    private static byte[] write(PackageArchiver archiver, Map<String, byte[]> files) {
        var sink = new ByteArrayOutputStream();
        archiver.write(entries(files), sink);
        return sink.toByteArray();
    }

    private static Map<String, byte[]> read(PackageArchiver archiver, byte[] archive, ArchiveLimits limits) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        archiver.read(
                new ByteArrayInputStream(archive),
                limits,
                (name, content) -> assertThat(files.put(name, content.readAllBytes()))
                        .as("another file of the name %s", name)
                        .isNull());
        return files;
    }

    private static void assertSame(Map<String, byte[]> read, Map<String, byte[]> packed) {
        assertThat(read.keySet()).containsExactlyElementsOf(packed.keySet());
        packed.forEach((name, content) -> assertThat(Arrays.equals(read.get(name), content))
                .as("content of %s", name)
                .isTrue());
    }

    private static void assertNoSecret(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each)).doesNotContain(SECRET.substring(0, 6));
        }
    }

    private static Iterator<ArchiveEntry> entries(Map<String, byte[]> files) {
        return files.entrySet().stream()
                .map(file -> file(file.getKey(), SampleContent.of(file.getValue())))
                .iterator();
    }

    private static Iterator<ArchiveEntry> chained(Iterator<ArchiveEntry> first, ArchiveEntry last) {
        List<ArchiveEntry> all = new ArrayList<>();
        first.forEachRemaining(all::add);
        all.add(last);
        return all.iterator();
    }

    private static ArchiveEntry file(String name, ContentSource content) {
        return new ArchiveEntry(name, content);
    }

    private static Set<Thread> threadsOfThisGroup() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> Thread.currentThread().getThreadGroup().equals(thread.getThreadGroup()))
                .collect(Collectors.toSet());
    }

    /** Files that tell which threads there are while they are read. */
    private static Iterator<ArchiveEntry> watched(Set<Thread> seen, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> file("f" + i, source(10_000 + i, () -> {
                    seen.addAll(threadsOfThisGroup());
                    return new ByteArrayInputStream(noise(10_000 + i));
                })))
                .iterator();
    }

    private static ContentSource thatHangs(CountDownLatch forever) {
        return source(10, () -> new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    forever.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
                return -1;
            }
        });
    }

    private static ContentSource thatCannotBeOpened(Exception failure) {
        return source(10, () -> {
            if (failure instanceof IOException known) {
                throw known;
            }
            throw (RuntimeException) failure;
        });
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static ContentSource source(long sizeBytes, Opening opening) {
        return new ContentSource() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() throws IOException {
                return opening.open();
            }
        };
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        var random = new Random(length);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ("<P_8B>".charAt(i % 6) + (i % 6 == 5 ? random.nextInt(9) : 0));
        }
        return text;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    /** A stream with room for so many bytes. */
    private static final class BrokenSink extends OutputStream {

        private long room;

        BrokenSink(long room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
