package dev.ksef.cli.call;

import dev.ksef.cli.profile.Profile;
import dev.ksef.cli.profile.Profiles;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Messages;
import dev.ksef.cli.shell.Output;
import dev.ksef.cli.shell.Secrets;
import dev.ksef.cli.shell.Surroundings;
import dev.ksef.cli.shell.Words;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One call of a command: what was typed, and what the command works with. */
public final class Invocation {

    private final ParseResult parsed;
    private final Surroundings around;
    private final Words words;
    private final Messages messages;

    public Invocation(ParseResult parsed, Surroundings around, Words words, Messages messages) {
        this.parsed = parsed;
        this.around = around;
        this.words = words;
        this.messages = messages;
    }

    public Surroundings around() {
        return around;
    }

    public Words words() {
        return words;
    }

    public Messages messages() {
        return messages;
    }

    public boolean isDebug() {
        return has("--debug");
    }

    public Output output() {
        return new Output(around.out(), has("--json"), words);
    }

    public Profiles profiles() {
        return Profiles.in(around, words);
    }

    /** Returns the profile that was named by the option, the environment or nothing. */
    public Profile profile() {
        return profiles().get(profileName());
    }

    public String profileName() {
        String named = text("--profile");
        String variable = around.variable("KSEF_PROFILE");
        return named != null ? named : variable != null && !variable.isBlank() ? variable : Profiles.USUAL;
    }

    public Secrets secrets() {
        return new Secrets(around, words, messages);
    }

    public boolean has(String option) {
        return parsed.hasMatchedOption(option) && !Boolean.FALSE.equals(parsed.matchedOptionValue(option, null));
    }

    /** Returns the value of an option; null if it was not given. */
    @Nullable
    public String text(String option) {
        return parsed.matchedOptionValue(option, null);
    }

    /** Returns the value of an option that must be there. */
    public String required(String option) {
        String value = text(option);
        if (value == null || value.isBlank()) {
            throw new Failure(ExitCode.USAGE, words.get("missing", option));
        }
        return value;
    }

    /** Returns a parameter by its place; null if it was not given. */
    @Nullable
    public String parameter(int index) {
        return parsed.matchedPositionalValue(index, null);
    }

    /** Returns a parameter that the declaration demands. */
    public String given(int index) {
        String value = parameter(index);
        if (value == null || value.isBlank()) {
            throw new Failure(ExitCode.USAGE, words.get("unknown.argument"));
        }
        return value;
    }

    /** Returns all parameters. */
    public List<String> parameters() {
        return parsed.matchedPositionals().stream()
                .flatMap(parameter -> parameter.originalStringValues().stream())
                .toList();
    }

    /** Returns the path that an option gives; null if it was not given. */
    @Nullable
    public Path path(String option) {
        String value = text(option);
        return value == null ? null : path(words, value);
    }

    /** Returns the folder that an option gives, which may not be there yet; null if it was not given. */
    @Nullable
    public Path folder(String option) {
        Path folder = path(option);
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Failure(ExitCode.FILES, words.get("no.folder", folder));
        }
        return folder;
    }

    public static Path path(Words words, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.path"));
        }
    }

    /** Returns a time such as {@code 90s}, {@code 10m} or {@code 2h}. */
    public Duration duration(String option, Duration usual) {
        String value = text(option);
        if (value == null) {
            return usual;
        }
        try {
            Duration duration = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException wrong) {
            // Told below.
        }
        throw new Failure(ExitCode.USAGE, words.get("no.duration", option));
    }

    /** Returns a day such as {@code 2026-11-30}. */
    public LocalDate day(String option, LocalDate usual) {
        String value = text(option);
        try {
            return value == null ? usual : LocalDate.parse(value);
        } catch (DateTimeException wrong) {
            throw new Failure(ExitCode.USAGE, words.get("no.day", option));
        }
    }

    /** Returns a number above 0. */
    public int count(String option, int usual) {
        String value = text(option);
        if (value == null) {
            return usual;
        }
        try {
            int count = Integer.parseInt(value);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException wrong) {
            // Told below.
        }
        throw new Failure(ExitCode.USAGE, words.get("no.count", option));
    }

    /** Returns one of several values by its name in small letters. */
    public <E extends Enum<E>> E choice(String option, Class<E> type, E usual) {
        String value = text(option);
        return value == null ? usual : chosen(option, type, value);
    }

    /** Returns values whose names stand with commas between them; at least one. */
    public <E extends Enum<E>> List<E> choices(String option, Class<E> type) {
        return Arrays.stream(required(option).split(","))
                .map(value -> chosen(option, type, value.strip()))
                .distinct()
                .toList();
    }

    private <E extends Enum<E>> E chosen(String option, Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(value.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Invocation::name).toList();
        throw new Failure(ExitCode.USAGE, words.get("no.choice", option, String.join(", ", names)));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
