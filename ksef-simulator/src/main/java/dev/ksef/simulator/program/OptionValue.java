package dev.ksef.simulator.program;

import dev.ksef.simulator.SimulatorBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The value that was written for an option. Reading it as something that it is not throws an exception whose message
 * is one line.
 *
 * @param texts the values in the order in which they were written: one, or several of a repeatable option
 */
record OptionValue(String option, List<String> texts) {

    OptionValue {
        texts = List.copyOf(texts);
    }

    /** The only value, or the first of a repeatable option. */
    String text() {
        return texts.get(0);
    }

    int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException notANumber) {
            throw wrong("a number", notANumber);
        }
    }

    long longNumber() {
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException notANumber) {
            throw wrong("a number", notANumber);
        }
    }

    Duration millis() {
        return Duration.ofMillis(number());
    }

    boolean yesOrNo() {
        return switch (text()) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw wrong("yes or no", null);
        };
    }

    /** One of the two numbers in {@code M,N}. */
    int number(int place) {
        return numbers(text(), 2, "two numbers with a comma")[place];
    }

    /** Sets the limits of each {@code GROUP=S,M,H}. */
    void rateLimits(SimulatorBuilder to) {
        texts.forEach(one -> new OptionValue(option, List.of(one)).rateLimit(to));
    }

    private void rateLimit(SimulatorBuilder to) {
        String wanted = "a group and its limits, like invoiceSend=10,30,180";
        String[] parts = text().split("=", -1);
        if (parts.length != 2) {
            throw wrong(wanted, null);
        }
        int[] limits = numbers(parts[1], 3, wanted);
        to.rateLimit(parts[0], limits[0], limits[1], limits[2]);
    }

    private int[] numbers(String list, int count, String wanted) {
        String[] parts = list.split(",", -1);
        if (parts.length != count) {
            throw wrong(wanted, null);
        }
        return Stream.of(parts)
                .mapToInt(part -> new OptionValue(option, List.of(part)).number())
                .toArray();
    }

    Path path() {
        try {
            return Path.of(text());
        } catch (InvalidPathException notAPath) {
            throw wrong("a path", notAPath);
        }
    }

    URI uri() {
        try {
            return new URI(text());
        } catch (URISyntaxException notAUri) {
            throw wrong("a URL", notAUri);
        }
    }

    /** The constant with this name, in small letters with hyphens. */
    <E extends Enum<E>> E of(E[] constants) {
        for (E constant : constants) {
            if (name(constant).equals(text())) {
                return constant;
            }
        }
        throw wrong(Stream.of(constants).map(OptionValue::name).collect(Collectors.joining("|")), null);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private IllegalArgumentException wrong(String wanted, @Nullable Throwable cause) {
        return new IllegalArgumentException("Option " + option + " needs " + wanted + ", not " + text(), cause);
    }
}
