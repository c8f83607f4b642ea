package dev.ksef.adapter.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ContentSource;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiverTest {

    private final ZipArchiver archiver = ZipArchiver.builder().threads(3).build();

    @TempDir
    Path folder;

    @Test
    void archive_isReadByInfoZip() throws Exception {
        Map<String, byte[]> files = Archives.samples();
        Path zip = Files.write(folder.resolve("our.zip"), Archives.written(archiver, files));
        assertThat(Archives.output(folder, "unzip", "-t", zip.toString())).contains("No errors detected");
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Archives.output(unpacked, "unzip", "-q", zip.toString());
        Archives.assertHolds(unpacked, files);
    }

    @Test
    void archiveOfInfoZip_isRead() throws Exception {
        Path packed = Files.createDirectories(folder.resolve("packed/sub"));
        Files.write(packed.resolve("a.xml"), Archives.text(1, 5000));
        Files.write(packed.resolve("tiny"), new byte[] {1});
        Archives.output(folder, "zip", "-q", "-r", "their.zip", "packed");
        assertThat(Archives.readNames(archiver, Files.readAllBytes(folder.resolve("their.zip"))))
                .containsExactlyInAnyOrder("packed/sub/a.xml", "packed/sub/tiny");
        byte[] streamed = Files.readAllBytes(folder.resolve(streamedByInfoZip()));
        assertThat(Archives.readNames(archiver, streamed)).hasSize(2);
    }

    /** Into a pipe, sizes follow the files. */
    private String streamedByInfoZip() throws Exception {
        Archives.output(folder, "sh", "-c", "zip -q -r - packed | cat > streamed.zip");
        return "streamed.zip";
    }

    @Test
    void archive_isReadByTheJdk_fromEitherEnd() throws Exception {
        Map<String, byte[]> files = Archives.samples();
        byte[] archive = Archives.written(archiver, files);
        List<String> names = new ArrayList<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(Arrays.equals(zip.readAllBytes(), files.get(entry.getName())))
                        .isTrue();
            }
        }
        assertThat(names).containsExactlyElementsOf(files.keySet());
        try (var zip =
                new ZipFile(Files.write(folder.resolve("our.zip"), archive).toFile())) {
            assertThat(zip.size()).isEqualTo(files.size());
            for (String name : files.keySet()) {
                assertThat(Arrays.equals(zip.getInputStream(zip.getEntry(name)).readAllBytes(), files.get(name)))
                        .isTrue();
            }
        }
    }

    @Test
    void archive_ofMoreFilesThanAPlainZipCounts_isReadByAll() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        IntStream.range(0, 66_000).forEach(i -> files.put("f" + i, new byte[] {(byte) i}));
        byte[] archive = Archives.written(archiver, files);
        assertThat(Archives.readNames(archiver, archive)).containsExactlyElementsOf(files.keySet());
        try (var zip =
                new ZipFile(Files.write(folder.resolve("our.zip"), archive).toFile())) {
            assertThat(zip.size()).isEqualTo(files.size());
        }
        archive[archive.length - 22 - 20 - 56 + 32]++;
        assertThatThrownBy(() -> Archives.readNames(archiver, archive))
                .as("another count in the record for large archives")
                .isInstanceOf(KsefStorageException.class);
    }

    @Test
    void bytes_areTheSame_whateverTheThreadsAndTheTimeZone() {
        Map<String, byte[]> files = Archives.samples();
        byte[] archive = Archives.written(ZipArchiver.builder().threads(1).build(), files);
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String other : List.of("Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu")) {
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                assertThat(Arrays.equals(Archives.written(archiver, files), archive))
                        .as(other)
                        .isTrue();
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void level_isThatOfTheBuilder_alsoForLargeFiles() {
        byte[] text = Archives.text(1, 1_000_000);
        byte[] large = Archives.text(2, 5_000_000);
        for (Map<String, byte[]> files : List.of(Map.of("a", text), Map.of("a", large))) {
            assertThat(Archives.written(ZipArchiver.builder().level(9).build(), files).length)
                    .isLessThan(Archives.written(ZipArchiver.builder().level(1).build(), files).length);
            assertThat(Archives.written(ZipArchiver.create(), files))
                    .isEqualTo(Archives.written(ZipArchiver.builder().level(6).build(), files));
        }
    }

    @Test
    void unfitSettings_areRefused() {
        for (int level : new int[] {-1, 0, 10}) {
            assertThatThrownBy(() -> ZipArchiver.builder().level(level)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ZipArchiver.builder().threads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesThatAreNotCompressed_areRead() throws Exception {
        byte[] content = "stored".getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(content);
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            zip.setMethod(ZipOutputStream.STORED);
            var entry = new ZipEntry("a.txt");
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.setComment("With a comment, which others may write");
        }
        assertThat(Archives.readNames(archiver, archive.toByteArray())).containsExactly("a.txt");
    }

    @Test
    void fileThatTheDirectoryDoesNotName_isFound() throws Exception {
        byte[] two = Archives.written(archiver, Map.of("shown.xml".repeat(10), Archives.text(1, 100)));
        byte[] hidden = Archives.written(archiver, Map.of("hidden.xml", Archives.text(2, 100)));
        int hiddenBytes = directory(hidden);
        var merged = new ByteArrayOutputStream();
        merged.write(hidden, 0, hiddenBytes);
        merged.write(two);
        // Its directory is that of the second archive, moved behind the hidden file.
        ByteBuffer bytes = ByteBuffer.wrap(merged.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int end = bytes.limit() - 22;
        bytes.putInt(end + 16, bytes.getInt(end + 16) + hiddenBytes);
        try (var zip =
                new ZipFile(Files.write(folder.resolve("x.zip"), bytes.array()).toFile())) {
            assertThat(zip.size()).as("files that readers from the end see").isEqualTo(1);
        }
        assertThatThrownBy(() -> Archives.readNames(archiver, bytes.array()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("directory");
    }

    @Test
    void directoryThatDescribesOtherContent_isFound() {
        byte[] archive = Archives.written(archiver, Map.of("a.xml", Archives.text(1, 100)));
        for (int field : new int[] {16, 24, 46}) {
            byte[] changed = archive.clone();
            changed[directory(archive) + field]++;
            assertThatThrownBy(() -> Archives.readNames(archiver, changed))
                    .as("byte %d of the directory", field)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("directory");
        }
    }

    @Test
    void headerThatDescribesOtherContent_isFound() {
        byte[] archive = Archives.written(archiver, Map.of("a.xml", Archives.text(1, 100)));
        for (int field : new int[] {14, 22}) {
            byte[] changed = archive.clone();
            changed[field]++;
            assertThatThrownBy(() -> Archives.readNames(archiver, changed))
                    .as("byte %d of the header of the file", field)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("'a.xml'");
        }
    }

    @Test
    void oneNameTwice_isRefused() throws Exception {
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(archive)) {
            for (int i = 0; i < 2; i++) {
                zip.putArchiveEntry(new ZipArchiveEntry("same.xml"));
                zip.write(i);
                zip.closeArchiveEntry();
            }
        }
        assertThatThrownBy(() -> Archives.readNames(archiver, archive.toByteArray()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("two files of the name 'same.xml'");
    }

    @Test
    void nameWithAnEndWithinIt_isRefused() {
        byte[] archive = Archives.written(archiver, Map.of("a.xml-b", Archives.text(1, 100)));
        byte[] changed = new String(archive, StandardCharsets.ISO_8859_1)
                .replace("a.xml-b", "a.xml\0b")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Archives.readNames(archiver, changed))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("lead out");
    }

    @Test
    void folderWithContent_countsLikeAFile() throws Exception {
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(archive)) {
            var folderEntry = new ZipArchiveEntry("folder/");
            folderEntry.setMethod(ZipEntry.DEFLATED);
            zip.putArchiveEntry(folderEntry);
            zip.write(new byte[2_000_000]);
            zip.closeArchiveEntry();
        }
        assertThatThrownBy(() -> Archives.readNames(
                        archiver, archive.toByteArray(), new ArchiveLimits(10, 1_000_000, 10_000_000)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("more than 1000000 bytes");
    }

    @Test
    void fileThatIsEncrypted_isRefused() {
        byte[] archive = Archives.written(archiver, Map.of("a.xml", Archives.text(1, 100)));
        archive[6] |= 1;
        archive[directory(archive) + 8] |= 1;
        assertThatThrownBy(() -> Archives.readNames(archiver, archive))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("'a.xml'")
                .hasMessageContaining("encrypted");
    }

    @Test
    void somethingBeforeTheBeginning_isRefused() throws Exception {
        var archive = new ByteArrayOutputStream();
        archive.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        archive.write(Archives.written(archiver, Map.of("a.xml", Archives.text(1, 100))));
        assertThatThrownBy(() -> Archives.readNames(archiver, archive.toByteArray()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessage("This is no ZIP archive");
    }

    @Test
    void unendingDirectory_endsAtABound() throws Exception {
        byte[] archive = Archives.written(archiver, Map.of("a.xml", Archives.text(1, 100)));
        int directory = directory(archive);
        var endless = new InputStream() {
            private int read;

            @Override
            public int read() {
                return read < directory
                        ? archive[read++] & 0xff
                        : archive[directory + (read++ - directory) % 51] & 0xff;
            }
        };
        assertThatThrownBy(() -> archiver.read(endless, Archives.WIDE, (name, content) -> {}))
                .isInstanceOf(KsefStorageException.class);
        assertThat(endless.read).isLessThan(2_000_000);
    }

    @Test
    void filesThatWait_areBounded() {
        byte[] noise = Archives.noise(1, 3_000_000);
        var begun = new AtomicInteger();
        var written = new long[1];
        var mostHeld = new long[1];
        ContentSource counted = new ContentSource() {
            @Override
            public long sizeBytes() {
                return noise.length;
            }

            @Override
            public InputStream open() {
                begun.incrementAndGet();
                return new ByteArrayInputStream(noise);
            }
        };
        var sink = new OutputStream() {
            @Override
            public void write(int value) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                mostHeld[0] = Math.max(mostHeld[0], (long) begun.get() * noise.length - written[0]);
                written[0] += length;
            }
        };
        ZipArchiver.builder()
                .threads(8)
                .level(1)
                .build()
                .write(
                        IntStream.range(0, 40)
                                .mapToObj(i -> new ArchiveEntry("f" + i, counted))
                                .iterator(),
                        sink);
        assertThat(written[0]).isGreaterThan(40L * noise.length);
        assertThat(mostHeld[0])
                .as("bytes of files that were begun and not written: three files are no more than 8 MB and a bit")
                .isBetween(1L, 3L * noise.length);
    }

    /** Where the directory of an archive without a comment begins. */
    private static int directory(byte[] archive) {
        return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).getInt(archive.length - 6);
    }
}
