package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Ministry's documents are cited by their addresses, where readers find them; a bare file name leads nowhere. */
class CitedDocumentsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BARE_NAME = Pattern.compile("(?<![\\w/.:-])(?!docs/)[\\w/-]+\\.md\\b");

    @Test
    void sources_citeDocumentsByAddress() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<String> bare = files.filter(CitedDocumentsTest::isSourceOfUsers)
                    .flatMap(CitedDocumentsTest::bareNames)
                    .toList();
            assertThat(bare).as("documents without an address").isEmpty();
        }
    }

    @Test
    void bareName_isFound_andAnAddressIsNot() {
        assertThat(BARE_NAME.matcher("Source: auth/podpis-xades.md.").find()).isTrue();
        assertThat(BARE_NAME
                        .matcher("href=\"https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md\"")
                        .find())
                .isFalse();
    }

    private static boolean isSourceOfUsers(Path file) {
        String path = ROOT.relativize(file).toString();
        return path.startsWith("ksef-") && path.contains("/src/main/java/") && path.endsWith(".java");
    }

    private static Stream<String> bareNames(Path file) {
        return BARE_NAME.matcher(text(file)).results().map(name -> ROOT.relativize(file) + ": " + name.group());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
