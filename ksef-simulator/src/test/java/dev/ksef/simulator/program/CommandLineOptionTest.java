package dev.ksef.simulator.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.fault.FaultKind;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The options, the help, the README and the builder say the same. */
class CommandLineOptionTest {

    /** What words on a command line cannot express. */
    private static final Set<String> CODE_ONLY = Set.of("clock", "observer", "invoiceView", "waiting");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`\\w+\\([^|]*) \\|((?:[^|\\\\]|\\\\\\|)*)\\| .+ \\|$");
    private static final Pattern NUMBER_ROW =
            Pattern.compile("(?m)^\\| `(\\w+)\\([^|]*\\| `(--[a-z-]+) (?:N|MS)` \\| (\\d(?:[\\d ]*\\d)?)[^|]*\\|$");
    private static final Pattern SETTER = Pattern.compile("`(\\w+)\\(");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+ [^`]+)`");
    private static final Pattern FAULT_ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\|$");

    @Test
    void help_listsEveryOptionAndEveryFault() {
        assertThat(CommandLine.help().lines().map(String::strip))
                .containsAll(
                        all(CommandLineOption.values(), option -> option.usage() + " ", CommandLineOption::description))
                .containsAll(all(FaultKind.values(), kind -> kind.form() + " ", FaultKind::description));
    }

    @Test
    void readme_hasARowForEveryOption_andNoOther() throws IOException {
        Set<String> listed = new TreeSet<>();
        rows().forEach(row -> OPTION.matcher(row.group(2))
                .results()
                .forEach(option -> listed.add(option.group(1).replace("\\|", "|"))));

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Stream.of(CommandLineOption.values())
                        .map(CommandLineOption::usage)
                        .toList());
    }

    @Test
    void readme_hasEverySetterOfTheBuilder_andNoOther() throws IOException {
        Set<String> listed = new TreeSet<>();
        rows().forEach(row -> SETTER.matcher(row.group(1)).results().forEach(setter -> listed.add(setter.group(1))));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(setters());
    }

    @Test
    void rows_withoutAnOption_areThoseOfCodeAlone() throws IOException {
        Set<String> without = new TreeSet<>();
        rows().stream()
                .filter(row -> row.group(2).isBlank())
                .forEach(row -> SETTER.matcher(row.group(1)).results().forEach(setter -> without.add(setter.group(1))));

        assertThat(without).containsExactlyInAnyOrderElementsOf(CODE_ONLY);
    }

    /** The number or time of a row stands in the builder's field of that name. */
    @Test
    void numberOfEachRow_isTheDefaultOfBuilderAndHelp_andItsOptionSetsThatOne() throws Exception {
        List<MatchResult> numbers = NUMBER_ROW.matcher(readme()).results().toList();
        assertThat(numbers).hasSizeGreaterThan(6);
        for (MatchResult row : numbers) {
            String setter = row.group(1);
            CommandLineOption option = CommandLineOption.named(row.group(2)).orElseThrow();
            long byDefault = Long.parseLong(row.group(3).replace(" ", ""));
            SimulatorBuilder settings = KsefSimulator.builder();
            assertThat(number(settings, setter)).as("default of " + setter).isEqualTo(byDefault);
            assertThat(option.description())
                    .as(option.text())
                    .containsAnyOf(byDefault + " by default", byDefault + ", the default");
            option.apply(settings, List.of("7"));
            assertThat(number(settings, setter)).as(option.text()).isEqualTo(7);
        }
    }

    private static long number(SimulatorBuilder settings, String name) throws ReflectiveOperationException {
        Field field = SimulatorBuilder.class.getDeclaredField(name);
        field.setAccessible(true);
        Object value = field.get(settings);
        return value instanceof Duration time ? time.toMillis() : ((Number) value).longValue();
    }

    @Test
    void readme_hasARowForEveryFault_inItsOrder() throws IOException {
        String faults = readme().split("## Faults")[1].split("\n## ")[0];

        assertThat(FAULT_ROW.matcher(faults).results().map(row -> row.group(1).replace("\\|", "|")))
                .containsExactlyElementsOf(
                        Stream.of(FaultKind.values()).map(FaultKind::form).toList());
    }

    private static <T> List<String> all(T[] values, Function<T, String> left, Function<T, String> right) {
        return Stream.of(values)
                .map(value -> String.format("%-41s ", left.apply(value).strip()) + right.apply(value))
                .toList();
    }

    private static Set<String> setters() {
        Set<String> names = new TreeSet<>();
        for (Method method : SimulatorBuilder.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == SimulatorBuilder.class) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(readme()).results().toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
