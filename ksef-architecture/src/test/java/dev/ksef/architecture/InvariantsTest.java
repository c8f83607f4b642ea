package dev.ksef.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each enforcer that INVARIANTS.md names is there: a class, a constant or a method of one, the beginning of a method's name
 * ({@code block_isTold_...}), or a decision. A name without a class belongs to the class that the row named before it.
 */
class InvariantsTest {

    private static final Path HOUSE = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");
    private static final Map<String, String> SOURCES = sources();

    static List<String> rows() throws IOException {
        return Files.readAllLines(HOUSE.resolve("INVARIANTS.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| rule |"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_namesEnforcersThatThereAre(String row) {
        String enforcers = row.substring(row.indexOf(" | ") + 3);
        assertThat(unknown(enforcers))
                .as("enforcers that nobody finds, of: %s", row)
                .isEmpty();
    }

    @Test
    void nameThatNobodyHas_isFound() {
        assertThat(unknown("`InvariantsTest.nameThatNobodyHas_...`, `rows`")).isEmpty();
        assertThat(unknown("`NoSuchClassAnywhere`, `ModulePathTest.noSuchMethod_...`, `docs/decisions/999`"))
                .containsExactly("NoSuchClassAnywhere", "ModulePathTest.noSuchMethod_...", "docs/decisions/999");
        assertThat(unknown("`ModulePathTest`, `noSuchMethod_...`")).containsExactly("noSuchMethod_...");
    }

    private static List<String> unknown(String enforcers) {
        List<String> unknown = new ArrayList<>();
        String type = "";
        for (Matcher names = NAME.matcher(enforcers); names.find(); ) {
            String name = names.group(1);
            if (name.contains("/")) {
                if (!isFile(name)) {
                    unknown.add(name);
                }
            } else if (Character.isUpperCase(name.charAt(0))) {
                type = name.split("\\.", 2)[0];
                String member = name.contains(".") ? name.substring(name.indexOf('.') + 1) : "";
                if (!has(type, member)) {
                    unknown.add(name);
                }
            } else if (!name.startsWith("-") && !name.contains(" ") && !has(type, name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private static boolean isFile(String name) {
        Path path = HOUSE.resolve(name);
        if (Files.exists(path)) {
            return true;
        }
        try (Stream<Path> siblings = Files.list(path.getParent())) {
            return siblings.anyMatch(file -> file.getFileName().toString().startsWith(path.getFileName() + "-"));
        } catch (IOException noFolder) {
            return false;
        }
    }

    private static boolean has(String type, String member) {
        String source = SOURCES.get(type);
        if (source == null) {
            return false;
        }
        String shown = member.replaceFirst("\\.\\.\\.$", "").replaceFirst("\\(\\)$", "");
        boolean beginning = member.contains("...");
        return Stream.of(shown.split("\\.{3}|\\."))
                .filter(part -> !part.isEmpty())
                .allMatch(part -> Pattern.compile("\\b\\w*" + Pattern.quote(part) + (beginning ? "" : "\\b"))
                        .matcher(source)
                        .find());
    }

    /** The text of each type by its simple name, with that of the suites that it is made of. */
    private static Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(HOUSE)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")
                            && path.toString().contains("/src/")
                            && !path.toString().contains("/target/"))
                    .toList()) {
                String text = Files.readString(file);
                for (Matcher types = TYPE.matcher(text); types.find(); ) {
                    sources.merge(types.group(1), text, String::concat);
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("The sources lie beside this module", unreadable);
        }
        return withInherited(sources);
    }

    private static Map<String, String> withInherited(Map<String, String> sources) {
        Pattern parents = Pattern.compile("(?:extends|implements)\\s+([\\w\\s,.<>]+?)\\s*\\{");
        return sources.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        type -> parents.matcher(type.getValue())
                                .results()
                                .flatMap(list -> Stream.of(list.group(1).split("\\W+")))
                                .map(parent -> sources.getOrDefault(parent, ""))
                                .distinct()
                                .collect(Collectors.joining("\n", type.getValue() + "\n", ""))));
    }
}
