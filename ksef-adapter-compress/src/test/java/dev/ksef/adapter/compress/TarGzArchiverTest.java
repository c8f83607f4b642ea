package dev.ksef.adapter.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzArchiverTest {

    private static final int HEADER = 10;

    private final TarGzArchiver archiver = TarGzArchiver.builder().threads(3).build();

    @TempDir
    Path folder;

    @Test
    void archive_isReadByGnuTar() throws Exception {
        Map<String, byte[]> files = Archives.samples();
        Path archive = Files.write(folder.resolve("our.tar.gz"), Archives.written(archiver, files));
        assertThat(Archives.output(folder, "tar", "-tzf", archive.toString()).lines())
                .containsExactlyElementsOf(files.keySet());
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        assertThat(Archives.output(unpacked, "tar", "-xzf", archive.toString()))
                .as("warnings")
                .isEmpty();
        Archives.assertHolds(unpacked, files);
    }

    @Test
    void archiveOfGnuTar_isRead() throws Exception {
        Path packed = Files.createDirectories(folder.resolve("packed/sub"));
        String longName = "n".repeat(200);
        Files.write(packed.resolve(longName), Archives.text(1, 5000));
        Files.write(packed.resolve("żółw.xml"), new byte[] {1});
        for (String format : List.of("gnu", "pax")) {
            Archives.output(folder, "tar", "--format=" + format, "-czf", format + ".tgz", "packed");
            assertThat(Archives.readNames(archiver, Files.readAllBytes(folder.resolve(format + ".tgz"))))
                    .as(format)
                    .containsExactlyInAnyOrder("packed/sub/" + longName, "packed/sub/żółw.xml");
        }
    }

    @Test
    void gzip_isOneMember_ofWhatItSays() throws Exception {
        Map<String, byte[]> files = Archives.samples();
        byte[] archive = Archives.written(archiver, files);
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
        var inflater = new Inflater(true);
        inflater.setInput(archive, HEADER, archive.length - HEADER);
        byte[] plain = new byte[tar.length + 1];
        int length = 0;
        while (!inflater.finished()) {
            length += inflater.inflate(plain, length, plain.length - length);
        }
        assertThat(inflater.getRemaining())
                .as("bytes behind the one stream of DEFLATE")
                .isEqualTo(8);
        inflater.end();
        assertThat(Arrays.equals(tar, Arrays.copyOf(plain, length))).isTrue();
        var crc = new CRC32();
        crc.update(tar);
        ByteBuffer end = ByteBuffer.wrap(archive, archive.length - 8, 8).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(Integer.toUnsignedLong(end.getInt())).isEqualTo(crc.getValue());
        assertThat(end.getInt()).isEqualTo(tar.length);
    }

    @Test
    void blocks_areCompressedWithWhatStandsBeforeThem() throws Exception {
        // A file of 30 kB over and over: without the dictionary each block would hold it once more.
        byte[] noise = Archives.noise(1, 30_000);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            files.put("f" + i, noise);
        }
        assertThat(Archives.written(archiver, files).length).isLessThan(100_000);
    }

    @Test
    void bytes_areTheSame_whateverTheThreadsAndTheTimeZone() {
        Map<String, byte[]> files = Archives.samples();
        byte[] archive = Archives.written(TarGzArchiver.builder().threads(1).build(), files);
        TimeZone zone = TimeZone.getDefault();
        String user = System.getProperty("user.name");
        try {
            for (String other : List.of("Pacific/Kiritimati", "America/Los_Angeles")) {
                TimeZone.setDefault(TimeZone.getTimeZone(other));
                System.setProperty("user.name", "somebody-else");
                assertThat(Arrays.equals(Archives.written(archiver, files), archive))
                        .as(other)
                        .isTrue();
            }
        } finally {
            TimeZone.setDefault(zone);
            System.setProperty("user.name", user);
        }
    }

    @Test
    void level_isThatOfTheBuilder() {
        Map<String, byte[]> files = Map.of("a", Archives.text(1, 1_000_000));
        assertThat(Archives.written(TarGzArchiver.builder().level(9).build(), files).length)
                .isLessThan(Archives.written(TarGzArchiver.builder().level(1).build(), files).length);
        assertThat(Archives.written(TarGzArchiver.create(), files))
                .isEqualTo(Archives.written(TarGzArchiver.builder().level(6).build(), files));
    }

    @Test
    void manyMembers_areReadAsOne_andNotWithoutTheLast() throws Exception {
        byte[] tar = tarOf(Map.of("a.xml", Archives.text(1, 3000)));
        var members = new ByteArrayOutputStream();
        int length = 0;
        for (int at = 0; at < tar.length; at += 512) {
            length = members.size();
            members.write(gzipped(Arrays.copyOfRange(tar, at, at + 512)));
        }
        assertThat(Archives.readNames(archiver, members.toByteArray())).containsExactly("a.xml");
        byte[] cut = gzipped(Arrays.copyOf(tar, tar.length - 1024));
        assertThatThrownBy(() -> Archives.readNames(archiver, cut))
                .as("a whole gzip stream of a tar without its end")
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("without its last record");
        assertThat(length).isPositive();
    }

    @Test
    void linksAndDevices_areRefused() throws Exception {
        for (byte kind : new byte[] {
            TarConstants.LF_SYMLINK,
            TarConstants.LF_LINK,
            TarConstants.LF_CHR,
            TarConstants.LF_BLK,
            TarConstants.LF_FIFO
        }) {
            var bytes = new ByteArrayOutputStream();
            try (var tar = new TarArchiveOutputStream(bytes)) {
                var entry = new TarArchiveEntry("link.xml", kind);
                entry.setLinkName("/etc/passwd");
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
            assertThatThrownBy(() -> Archives.readNames(archiver, gzipped(bytes.toByteArray())))
                    .as("kind %c", (char) kind)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("'link.xml'");
        }
    }

    @Test
    void nameInAnExtension_isLookedAtLikeOthers() throws Exception {
        for (String name : List.of("../a.xml", "a\0b.xml", "C:\\a.xml", "..\\a.xml")) {
            byte[] archive = withNameInAnExtension(name);
            assertThatThrownBy(() -> Archives.readNames(archiver, archive))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("lead out");
        }
        assertThat(Archives.readNames(archiver, withNameInAnExtension("/etc/passwd")))
                .as("an absolute name is read as one within the folder")
                .containsExactly("etc/passwd");
    }

    private static byte[] withNameInAnExtension(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            byte[] pax = paxOf("path=" + name);
            var extension = new TarArchiveEntry("./PaxHeaders/x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            extension.setSize(pax.length);
            tar.putArchiveEntry(extension);
            tar.write(pax);
            tar.closeArchiveEntry();
            tar.putArchiveEntry(new TarArchiveEntry("harmless.xml"));
            tar.closeArchiveEntry();
        }
        return gzipped(bytes.toByteArray());
    }

    /** A line of a pax header: its own length, in digits, and what it sets. */
    private static byte[] paxOf(String setting) {
        int length = setting.length() + 4;
        return (length + " " + setting + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void headerWithoutAnEnd_endsAtABound() throws Exception {
        // A long name of 100 MB: compressed to nothing, and no file yet.
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes);
                var tar = new TarArchiveOutputStream(gzip)) {
            var entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
            entry.setSize(100_000_000);
            tar.putArchiveEntry(entry);
            for (int i = 0; i < 100; i++) {
                tar.write(new byte[1_000_000]);
            }
            tar.closeArchiveEntry();
        }
        assertThatThrownBy(() -> Archives.readNames(archiver, bytes.toByteArray()))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("headers");
    }

    @Test
    void secondTarBehindTheFirst_isRefused() throws Exception {
        byte[] first = tarOf(Map.of("a.xml", Archives.text(1, 100)));
        byte[] second = tarOf(Map.of("b.xml", Archives.text(1, 100)));
        for (int at : new int[] {first.length, 10_240, 102_400}) {
            byte[] two = Arrays.copyOf(first, at + second.length);
            System.arraycopy(second, 0, two, at, second.length);
            assertThatThrownBy(() -> Archives.readNames(archiver, gzipped(two)))
                    .as("at %d", at)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("behind the end");
        }
    }

    @Test
    void headerWithAnotherChecksum_isRefused() throws Exception {
        byte[] tar = tarOf(Map.of("a.xml", Archives.text(1, 100)));
        tar[0] = 'b';
        assertThatThrownBy(() -> Archives.readNames(archiver, gzipped(tar)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("damaged");
    }

    private static byte[] tarOf(Map<String, byte[]> files) throws IOException {
        byte[] archive = Archives.written(TarGzArchiver.create(), files);
        return new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
    }

    private static byte[] gzipped(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
