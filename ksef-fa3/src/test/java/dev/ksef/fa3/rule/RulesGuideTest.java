package dev.ksef.fa3.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide lists the rules as they are. */
class RulesGuideTest {

    private static final Path PAGE = Path.of("..", "docs", "guide", "why-ksef-would-refuse-it.md");

    @Test
    void guide_listsEachRule_withItsTextAndSource() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(Rule.values()).map(RulesGuideTest::row).toList());
    }

    private static String row(Rule rule) {
        return "| `" + rule + "` | " + rule.says() + " | [" + rule.source().place() + "]("
                + rule.source().address() + ") |";
    }
}
