package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables for those who come from other clients name classes and methods that users find. */
class MigrationTablesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern NAME =
            Pattern.compile("`([A-Z]\\w*(?:\\.[A-Z]\\w*)*?)(?:\\.([a-z]\\w*|[A-Z][A-Z_]+))?`");
    private static final Set<String> NOT_FOR_USERS = Set.of(
            "ksef-simulator", "ksef-testkit", "ksef-examples", "ksef-cli", "ksef-benchmarks", "ksef-openapi-check");

    @ParameterizedTest
    @ValueSource(strings = {"from-the-go-client.md", "from-the-ministrys-java-sdk.md"})
    void names_areThoseOfClassesAndMethodsOfUsers(String table) throws IOException {
        List<String> rows = ours(Files.readAllLines(DOCS.resolve(table)));

        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(unknown(rows)).as("names in " + table + " that nobody finds").isEmpty();
    }

    @Test
    void nameThatNobodyHas_isFound() {
        assertThat(unknown(List.of("`Sessions.openOnline`, `KsefEnvironment.TEST`, `KsefApiException`")))
                .isEmpty();
        assertThat(unknown(List.of("`Sessions.openOffline`, `NoSuchClass.make`", "`Sessions`, `NoSuchClass`")))
                .containsExactly("Sessions.openOffline", "NoSuchClass.make", "NoSuchClass");
        assertThat(unknown(List.of("`EncryptionService.Builder.skew`, `EncryptionService.Builder.slant`")))
                .containsExactly("EncryptionService.Builder.slant");
    }

    /** The second cells of the tables. */
    private static List<String> ours(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> line.split(" \\| ", 3)[1])
                .filter(cell -> !cell.equals("-"))
                .toList();
    }

    private static List<String> unknown(List<String> cells) {
        return cells.stream()
                .flatMap(cell -> NAME.matcher(cell).results())
                .filter(name -> classes(name.group(1)).noneMatch(type -> has(type, name.group(2))))
                .map(MigrationTablesTest::shown)
                .collect(Collectors.toList());
    }

    private static String shown(MatchResult name) {
        return name.group().replace("`", "");
    }

    private static Stream<JavaClass> classes(String name) {
        String binary = "." + name.replace('.', '$');
        return CodeBase.PRODUCTION.stream()
                .filter(type -> type.getName().endsWith(binary))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !NOT_FOR_USERS.contains(CodeBase.module(type)));
    }

    private static boolean has(JavaClass type, String member) {
        return member == null
                || type.getAllMembers().stream()
                        .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaMember::getName)
                        .anyMatch(member::equals);
    }
}
