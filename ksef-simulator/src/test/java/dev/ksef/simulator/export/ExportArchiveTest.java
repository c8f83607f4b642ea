package dev.ksef.simulator.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientExport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archives that packages are cut from. */
class ExportArchiveTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:37:21Z");

    @TempDir
    Path folder;

    @Test
    void files_ofAnySize_areKept() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (int size : List.of(0, 1, 511, 512, 513, 70_000)) {
            files.put("of-" + size + ".xml", "x".repeat(size));
        }
        for (PackageCompression compression : PackageCompression.values()) {
            assertThat(ClientExport.unpacked(archive(compression, files, 1)))
                    .as(compression.text())
                    .isEqualTo(files);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void gzip_hasAsManyMembersAsAskedFor(int members) throws IOException {
        Map<String, String> files = Map.of("one.xml", ClientCrypto.base64(ClientCrypto.random(30_000)));

        byte[] archive = archive(PackageCompression.TAR_GZ, files, members);

        assertThat(members(archive)).hasSize(members);
        assertThat(ClientExport.unpacked(archive)).isEqualTo(files);
    }

    /** The plain bytes of each member, read without what the JDK does about members. */
    private static List<byte[]> members(byte[] gzip) throws IOException {
        List<byte[]> members = new ArrayList<>();
        int place = 0;
        while (place < gzip.length) {
            int header = 10;
            int trailer = 8;
            Inflater inflater = new Inflater(true);
            inflater.setInput(gzip, place + header, gzip.length - place - header);
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            byte[] piece = new byte[1000];
            while (!inflater.finished()) {
                plain.write(piece, 0, inflate(inflater, piece));
            }
            members.add(plain.toByteArray());
            int end = place + header + (int) inflater.getBytesRead() + trailer;
            new GZIPInputStream(new ByteArrayInputStream(gzip, place, end - place)).readAllBytes();
            place = end;
            inflater.end();
        }
        return members;
    }

    private static int inflate(Inflater inflater, byte[] piece) throws IOException {
        try {
            return inflater.inflate(piece);
        } catch (DataFormatException damaged) {
            throw new IOException(damaged);
        }
    }

    private byte[] archive(PackageCompression compression, Map<String, String> files, int members) throws IOException {
        Path file = folder.resolve(compression.text() + members);
        List<PackageEntry> entries = files.entrySet().stream()
                .map(entry -> {
                    byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                    return new PackageEntry(entry.getKey(), content.length, () -> content);
                })
                .toList();
        compression.write(entries, file, 6, members, NOW);
        return Files.readAllBytes(file);
    }
}
