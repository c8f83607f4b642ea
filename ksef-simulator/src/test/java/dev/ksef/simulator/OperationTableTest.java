package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of the README has each operation once. That these are all that are simulated, {@link OfficialOperationsTest} checks. */
class OperationTableTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `((?:GET|POST|PUT|DELETE) /[^`]*)` \\| ([^|]*) \\| ([^|]*)\\|$");

    private static List<MatchResult> rows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.split("## The operations\n")[1].split("\n## ")[0];
        return ROW.matcher(table).results().toList();
    }

    @Test
    void table_hasEveryOperationOnce_inTheOrderOfTheList() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(OfficialOperations.all().stream()
                        .map(OfficialOperations.Operation::name)
                        .toList());
    }

    @Test
    void table_saysWhatEachOperationDoes() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.group(2)).as(row.group(1)).isNotBlank());
    }
}
