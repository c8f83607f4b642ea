package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide shows is what is compiled and run, letter for letter. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide");
    private static final String INDEX = "README.md";
    /** It shows commands, and no Java. */
    private static final String COMMAND_LINE = "command-line.md";

    /** What needs Spring is compiled and run beside the starter. */
    private static final List<Path> SOURCES = List.of(
            Path.of("src", "main", "java", "dev", "ksef", "examples", "guide"),
            Path.of("src", "test", "java", "dev", "ksef", "examples", "guide"),
            Path.of("..", "ksef-spring-boot-starter", "src", "test", "java", "dev", "ksef", "spring", "guide"));

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- snippet: (\\w+) (\\w+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> indexedPages() throws IOException {
        return pages().stream().filter(page -> !page.endsWith(INDEX)).toList();
    }

    static List<Path> pagesWithCode() throws IOException {
        return indexedPages().stream()
                .filter(page -> !page.endsWith(COMMAND_LINE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("indexedPages")
    void page_isInTheIndexUnderItsTitle(Path page) throws IOException {
        String title = Files.readAllLines(page).get(0).replaceFirst("^# ", "");

        assertThat(Files.readString(GUIDE.resolve(INDEX)))
                .as("the index of the guide names each page once")
                .containsOnlyOnce("- [" + title + "](" + page.getFileName() + ")");
    }

    @ParameterizedTest
    @MethodSource("pagesWithCode")
    void snippets_areThoseOfTheCompiledCode(Path page) throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(page)).results().toList();
        assertThat(blocks).as("Java in " + page).isNotEmpty();
        for (MatchResult block : blocks) {
            assertThat(block.group(1))
                    .as("a block without its snippet: " + block.group(3))
                    .isNotNull();
            assertThat(block.group(3))
                    .as(block.group(1) + " " + block.group(2) + " in " + page)
                    .isEqualTo(snippet(block.group(1), block.group(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadSomewhere(Path page) throws IOException {
        List<String> dead = LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .toList();
        assertThat(dead).as("links of " + page).isEmpty();
    }

    private static String snippet(String type, String name) {
        List<String> lines = new ArrayList<>();
        boolean within = false;
        for (String line : source(type).split("\n")) {
            if (line.strip().equals("// end")) {
                within = false;
            } else if (line.strip().equals("// snippet: " + name)) {
                within = true;
            } else if (within) {
                lines.add(line);
            }
        }
        return String.join("\n", lines).stripIndent() + "\n";
    }

    private static String source(String type) {
        Path file = SOURCES.stream()
                .map(folder -> folder.resolve(type + ".java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The guide shows code of " + type + ", which there is not"));
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The guide shows code of " + type, unreadable);
        }
    }
}
