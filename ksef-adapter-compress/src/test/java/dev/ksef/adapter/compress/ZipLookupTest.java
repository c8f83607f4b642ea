package dev.ksef.adapter.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.ArchiveSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One file of a ZIP, without those before it. */
class ZipLookupTest {

    private static final int BEFORE = 300_000;

    private final ZipArchiver archiver = ZipArchiver.create();
    private final byte[] content = Archives.text(7, 40_000);
    private final byte[] archive = Archives.written(archiver, files());
    private byte @Nullable [] taken;
    private long leastPosition = Long.MAX_VALUE;

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("before", Archives.noise(1, BEFORE));
        files.put("_metadata.json", content);
        return files;
    }

    private final class Bytes implements ArchiveSource {

        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long sizeBytes() {
            return bytes.length;
        }

        @Override
        public InputStream openAt(long position) {
            leastPosition = Math.min(leastPosition, position);
            return new ByteArrayInputStream(bytes, (int) position, bytes.length);
        }
    }

    private boolean isRead(byte[] bytes, String name, ArchiveLimits limits) {
        return archiver.readDirectly(new Bytes(bytes), name, limits, (found, stream) -> taken = stream.readAllBytes());
    }

    @Test
    void lastFile_isReadWithoutThatBeforeIt() {
        assertThat(isRead(archive, "_metadata.json", Archives.WIDE)).isTrue();
        assertThat(taken).isEqualTo(content);
        assertThat(leastPosition).isGreaterThan(BEFORE / 2);
    }

    @Test
    void fileOfALargeArchive_isFound() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        IntStream.range(0, 66_000).forEach(i -> files.put("f" + i, new byte[] {(byte) i}));
        assertThat(isRead(Archives.written(archiver, files), "f65999", Archives.WIDE))
                .isTrue();
        assertThat(taken).containsExactly((byte) 65_999);
    }

    @Test
    void fileThatIsMissing_isNotFound() {
        assertThat(isRead(archive, "metadata", Archives.WIDE)).isFalse();
        assertThat(taken).isNull();
    }

    @Test
    void archiveThatIsCutOff_isLeftToTheOtherReading() {
        for (int length : new int[] {0, 1, archive.length / 2, archive.length - 1}) {
            assertThat(isRead(Arrays.copyOf(archive, length), "_metadata.json", Archives.WIDE))
                    .as("length %d", length)
                    .isFalse();
        }
        assertThat(taken).isNull();
    }

    @Test
    void contentOfAnotherChecksum_isRefused() {
        byte[] other = archive.clone();
        other[crcInTheDirectory()]++;
        assertThatThrownBy(() -> isRead(other, "_metadata.json", Archives.WIDE))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("'_metadata.json' of the ZIP archive is damaged");
    }

    /** Its header is the last one in the directory: 46 bytes, its name, and the end of 22 bytes. */
    private int crcInTheDirectory() {
        return archive.length - 22 - "_metadata.json".length() - 46 + 16;
    }

    @Test
    void directoryThatLeadsElsewhere_isRefused() {
        byte[] other = archive.clone();
        other[crcInTheDirectory() - 16 + 42]++;
        assertThatThrownBy(() -> isRead(other, "_metadata.json", Archives.WIDE))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("describes other files");
    }

    @Test
    void fileBeyondALimit_isRefused() {
        var limits = new ArchiveLimits(10, content.length - 1, Long.MAX_VALUE);
        assertThatThrownBy(() -> isRead(archive, "_metadata.json", limits))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void sourceThatFails_isToldAsSuch() {
        var failure = new IOException("no disk");
        var failing = new ArchiveSource() {
            private int opened;

            @Override
            public long sizeBytes() {
                return archive.length;
            }

            @Override
            public InputStream openAt(long position) throws IOException {
                if (opened++ == 2) {
                    throw failure;
                }
                return new ByteArrayInputStream(archive, (int) position, archive.length);
            }
        };
        assertThatThrownBy(() -> archiver.readDirectly(
                        failing, "_metadata.json", Archives.WIDE, (name, stream) -> taken = stream.readAllBytes()))
                .isInstanceOf(KsefStorageException.class)
                .hasCause(failure);
    }
}
