package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.ClientPackage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFileTest {

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 70_000})
    void file_ofAnySize_isReadWhole(int size) throws IOException {
        add("first", '0', "x".repeat(size));
        add("second", '0', "y");
        end();

        assertThat(files(tar.toByteArray())).isEqualTo(Map.of("first", "x".repeat(size), "second", "y"));
    }

    @Test
    void file_thatNobodyReads_isSkipped() throws IOException {
        add("first", '0', "x".repeat(1000));
        add("second", '0', "y");
        end();

        try (TarFile file = new TarFile(new ByteArrayInputStream(tar.toByteArray()))) {
            assertThat(file.next()).isTrue();
            assertThat(file.next()).isTrue();
            assertThat(file.name()).isEqualTo("second");
            assertThat(file.next()).isFalse();
        }
    }

    @Test
    void names_ofGnuAndPax_holdForTheNextEntryOnly() throws IOException {
        add("@LongLink", 'L', "folder/long-ą.xml\0");
        add("short-1", '0', "1");
        add("pax", 'x', "19 path=of-pax.xml\n");
        add("short-2", '0', "2");
        add("global", 'g', "16 comment=none\n");
        add("plain", '0', "3");
        end();

        assertThat(files(tar.toByteArray()))
                .isEqualTo(Map.of("folder/long-ą.xml", "1", "of-pax.xml", "2", "plain", "3"));
    }

    @Test
    void foldersAndLinks_areNoFiles() throws IOException {
        add("folder/", '5', "");
        add("link", '2', "");
        add("file", '0', "1");
        end();

        assertThat(files(tar.toByteArray())).containsOnlyKeys("file");
    }

    @Test
    void archive_withoutItsLastZeros_isComplete() throws IOException {
        add("file", '0', "1");

        assertThat(files(tar.toByteArray())).containsOnlyKeys("file");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 511, 513, 1023})
    void archive_cutInAnEntry_isRefused(int length) throws IOException {
        add("file", '0', "1");

        assertThatThrownBy(() -> files(Arrays.copyOf(tar.toByteArray(), length)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends in");
    }

    @Test
    void header_withAWrongChecksum_isRefused() throws IOException {
        add("file", '0', "1");
        byte[] spoilt = tar.toByteArray();
        spoilt[0] = 'F';

        assertThatThrownBy(() -> files(spoilt)).hasMessageContaining("checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99 path=a\n", "x path=a\n", "0 path=a\n", "-9 path=a\n", "99999999999 path=a\n"})
    void paxRecord_withAnImpossibleLength_isRefused(String record) throws IOException {
        add("pax", 'x', record);
        add("file", '0', "1");

        assertThatThrownBy(() -> files(tar.toByteArray())).isInstanceOf(IOException.class);
    }

    @Test
    void header_thatIsLongerThanAnyName_isRefused() throws IOException {
        add("@LongLink", 'L', "x".repeat(70_000));
        add("file", '0', "1");

        assertThatThrownBy(() -> files(tar.toByteArray())).hasMessageContaining("too long");
    }

    private void add(String name, char type, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        tar.write(ClientPackage.tarHeader(name, bytes.length, type));
        ClientPackage.writeBlocks(tar, bytes);
    }

    private void end() {
        tar.writeBytes(new byte[1024]);
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TarFile tar = new TarFile(new ByteArrayInputStream(archive))) {
            while (tar.next()) {
                if (tar.isFile()) {
                    files.put(tar.name(), new String(tar.content().readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
