package dev.ksef.architecture.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds what we declare against the official file, both ways. What differs stands in {@code contract-differences.txt}, with the
 * reason. {@code -Dksef.openapi=FILE} takes another file: the messages then say what is new in it.
 */
class ContractTest {

    /** How many differences somebody looked at and found right. */
    private static final int REVIEWED = 27;

    private static final AllowList ALLOWED = AllowList.read("contract-differences.txt");

    static OfficialFile official() {
        var file = OfficialFile.find();
        assumeTrue(file.isPresent(), "SKIPPED: the official OpenAPI file is not here, nothing was compared with it");
        return file.orElseThrow();
    }

    @Test
    void declarations_areThoseOfTheOfficialFile() {
        Collection<Difference> differences = Comparison.of(official(), DeclaredOperation.all());

        assertThat(News.of(differences, ALLOWED))
                .as("What is to be done about the official file; or add the rows to contract-differences.txt")
                .isEmpty();
    }

    @Test
    void fileThatIsTried_changesNothingElse() {
        OfficialFile tried = official();
        OfficialFile usual = OfficialFile.usual().orElse(tried);

        assertThat(FileChanges.between(usual, tried))
                .as("What changed since the usual file, and no declaration shows")
                .isEmpty();
    }

    @Test
    void allowedDifferences_areStillDifferences() {
        Collection<Difference> differences = Comparison.of(official(), DeclaredOperation.all());

        assertThat(ALLOWED.stale(differences.stream().map(Difference::row).toList()))
                .as("Rows of contract-differences.txt that are no difference any more: remove them")
                .isEmpty();
    }

    @Test
    void allowedDifferences_areAsManyAsWereReviewed() {
        System.out.println("Allowed differences from the official file: " + ALLOWED.size());

        assertThat(ALLOWED.size()).as("A new row is reviewed, and counted here").isEqualTo(REVIEWED);
    }

    @Test
    void rowWithoutAReason_isRefused() {
        assertThatThrownBy(() -> AllowList.of("field A.b | - | yes | ")).hasMessageContaining("reason");
        assertThatThrownBy(() -> AllowList.of("field A.b | - | yes | a", "field A.b | - | yes | b"))
                .hasMessageContaining("twice");
    }

    @Test
    void rowThatNothingCorrespondsTo_isFound() {
        AllowList list = AllowList.of("# a comment", "", "field A.b | - | yes | a reason", "field A.c | - | yes | too");

        assertThat(list.stale(List.of("field A.b | - | yes"))).containsExactly("field A.c | - | yes");
    }
}
