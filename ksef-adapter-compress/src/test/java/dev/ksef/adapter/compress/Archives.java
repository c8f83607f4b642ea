package dev.ksef.adapter.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.port.ContentSource;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What the tests of archives pack, and who else reads it. */
final class Archives {

    static final ArchiveLimits WIDE = new ArchiveLimits(1_000_000, 1_000_000_000, 10_000_000_000L);

    private Archives() {}

    /** Files of all kinds: empty ones, small ones, one that no compression helps, and one too large to be held. */
    static Map<String, byte[]> samples() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("empty.xml", new byte[0]);
        for (int i = 1; i < 40; i++) {
            files.put("invoice_" + i + ".xml", text(i, 257 * i * i));
        }
        files.put("noise", noise(1, 3_000_000));
        files.put("large-noise", noise(2, (int) ZipWriting.LARGEST_HELD + 1));
        files.put("A-last.one", text(3, 10));
        return files;
    }

    static byte[] text(int seed, int length) {
        var random = new Random(seed);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (i % 9 == 8 ? '0' + random.nextInt(10) : "<P_8B>1.".charAt(i % 9));
        }
        return text;
    }

    static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    static ContentSource content(byte[] bytes) {
        return new ContentSource() {
            @Override
            public long sizeBytes() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    static byte[] written(PackageArchiver archiver, Map<String, byte[]> files) {
        var archive = new ByteArrayOutputStream();
        Iterator<ArchiveEntry> entries = files.entrySet().stream()
                .map(file -> new ArchiveEntry(file.getKey(), content(file.getValue())))
                .iterator();
        archiver.write(entries, archive);
        return archive.toByteArray();
    }

    static List<String> readNames(PackageArchiver archiver, byte[] archive) {
        return readNames(archiver, archive, WIDE);
    }

    static List<String> readNames(PackageArchiver archiver, byte[] archive, ArchiveLimits limits) {
        List<String> names = new ArrayList<>();
        archiver.read(new ByteArrayInputStream(archive), limits, (name, content) -> names.add(name));
        return names;
    }

    /** Runs a program of the operating system in a folder, and returns what it printed. */
    static String output(Path folder, String... command) throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, command[0])));
        String skipped = "SKIPPED: there is no " + command[0] + ", so it reads none of our archives, nor we its own";
        if (!installed) {
            System.out.println(skipped);
        }
        assumeTrue(installed, skipped);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    static void assertHolds(Path folder, Map<String, byte[]> files) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(folder.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
    }
}
