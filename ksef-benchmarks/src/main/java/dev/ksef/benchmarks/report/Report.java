package dev.ksef.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run measured, with day, machine and command. It is printed, and with {@code --write FILE} among the arguments it takes
 * the place of what an earlier run wrote into that document, between two comments that name the section. So a figure that stands
 * in the document was measured, by the command beside it.
 */
public final class Report {

    private static final String WRITE = "--write";
    /** How busy the machine was before this program began. */
    private static final double LOAD =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private final String section;
    private final List<String> arguments = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final @Nullable Path document;
    private final String circumstances;

    private Report(String section, String program, List<String> given) {
        this.section = section;
        int write = given.indexOf(WRITE);
        if (write == given.size() - 1 && write >= 0) {
            throw new IllegalArgumentException("Name the document behind " + WRITE + ": docs/benchmarks.md");
        }
        this.document = write < 0 ? null : Path.of(given.get(write + 1));
        for (int i = 0; i < given.size(); i++) {
            if (write < 0 || i != write && i != write + 1) {
                arguments.add(given.get(i));
            }
        }
        this.circumstances = String.format(
                Locale.ROOT,
                "%s, %s, %s %s, load %.1f when it began: `%s`",
                LocalDate.now(),
                machine(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                LOAD,
                Stream.of(heap(), Stream.of(program), arguments.stream())
                        .flatMap(words -> words)
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    /** The report of a program, which is its section. */
    public static Report of(Class<?> program, String... given) {
        return new Report(program.getSimpleName(), program.getSimpleName(), Arrays.asList(given));
    }

    /** The report of a program that has a section for each thing that it can do. */
    public static Report ofPart(String part, Class<?> program, String... given) {
        return new Report(program.getSimpleName() + " " + part, program.getSimpleName(), Arrays.asList(given));
    }

    /** The report of a section that came from a run with these arguments. */
    public static Report of(String section, List<String> given) {
        return new Report(section, "", given);
    }

    /** The arguments that are not for the report. */
    public List<String> arguments() {
        return List.copyOf(arguments);
    }

    /** Adds a line of Markdown. */
    public void line(String text) {
        lines.add(text);
    }

    /** Adds a line of a table. */
    public void row(Object... cells) {
        lines.add("| "
                + String.join(" | ", Arrays.stream(cells).map(String::valueOf).toList()) + " |");
    }

    /** Prints all of it, and writes it where it was asked for. */
    public void finish() {
        List<String> block = new ArrayList<>(List.of(circumstances, ""));
        block.addAll(lines);
        block.forEach(System.out::println);
        if (document != null) {
            write(document, block);
        }
    }

    private void write(Path file, List<String> block) {
        try {
            List<String> text = Files.readAllLines(file);
            int begin = text.indexOf("<!-- measured: " + section + " -->");
            int end = text.indexOf("<!-- end of " + section + " -->");
            if (begin < 0 || end < begin) {
                throw new IllegalStateException(file + " has no place for this: add the lines '<!-- measured: "
                        + section + " -->' and '<!-- end of " + section + " -->'");
            }
            List<String> changed = new ArrayList<>(text.subList(0, begin + 1));
            changed.addAll(block);
            changed.addAll(text.subList(end, text.size()));
            Files.write(file, changed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The options of this JVM that change a figure. */
    private static Stream<String> heap() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"));
    }

    private static String machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        try (Stream<String> told = Files.lines(PROCESSORS)) {
            return cores + " cores of an "
                    + told.filter(line -> line.startsWith("model name"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst()
                            .orElse("unknown processor");
        } catch (IOException elsewhere) {
            return cores + " cores, " + System.getProperty("os.arch");
        }
    }
}
