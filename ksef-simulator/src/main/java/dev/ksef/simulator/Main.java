package dev.ksef.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** The simulator as a program. It prints where it listens and who may sign in, and runs until it is stopped. */
public final class Main {

    private static final int WRONG_USE = 2;

    private static final String HELP = """
            Usage: java -jar ksef-simulator.jar [options]
              --port N               port on 127.0.0.1; 0, the default, means any free one
              --nip NIP              the taxpayer who may sign in; random by default
              --token TOKEN          the KSeF token to sign in with; random by default
              --schemas DIR          folder with the official XSD files, to validate invoices by
              --processing-delay MS  how long an invoice takes to be processed; 0 by default
              --rate-limits PROFILE  the limits to count calls by: none, the default, or production
              --help                 this text""";

    private Main() {}

    /** Starts the simulator, or exits with code 2 and one line that says what is wrong. */
    public static void main(String... arguments) {
        int code = run(arguments, utf8(System.out), utf8(System.err));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** Starts what the arguments ask for; the server's own thread keeps the program alive. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            if (java.util.List.of(arguments).contains("--help")) {
                out.println(HELP);
                return 0;
            }
            announce(settings(arguments).start(), out);
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            err.println("ksef-simulator: " + wrong.getMessage() + " (see --help)");
            return WRONG_USE;
        }
    }

    private static void announce(KsefSimulator simulator, PrintStream out) {
        out.println("KSeF simulator ready at " + simulator.baseUri());
        out.println("NIP " + simulator.nip() + " KSeF token " + simulator.token());
    }

    private static KsefSimulator.Builder settings(String[] arguments) {
        KsefSimulator.Builder settings = KsefSimulator.builder();
        for (int i = 0; i < arguments.length; i += 2) {
            String option = arguments[i];
            if (i + 1 == arguments.length) {
                requireKnown(option);
                throw new IllegalArgumentException("Option " + option + " needs a value");
            }
            apply(settings, option, arguments[i + 1]);
        }
        return settings;
    }

    private static void requireKnown(String option) {
        if (!java.util.Set.of("--port", "--nip", "--token", "--schemas", "--processing-delay", "--rate-limits")
                .contains(option)) {
            throw unknown(option);
        }
    }

    private static void apply(KsefSimulator.Builder settings, String option, String value) {
        switch (option) {
            case "--port" -> settings.port(number(option, value));
            case "--nip" -> settings.nip(value);
            case "--token" -> settings.token(value);
            case "--schemas" -> settings.schemas(path(value));
            case "--processing-delay" -> settings.processingDelay(Duration.ofMillis(number(option, value)));
            case "--rate-limits" -> settings.rateLimits(profile(option, value));
            default -> throw unknown(option);
        }
    }

    private static IllegalArgumentException unknown(String option) {
        return new IllegalArgumentException("Unknown option " + option);
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("Option " + option + " needs a number, not " + value, notANumber);
        }
    }

    private static RateLimitProfile profile(String option, String value) {
        return switch (value) {
            case "none" -> RateLimitProfile.NONE;
            case "production" -> RateLimitProfile.PRODUCTION;
            default ->
                throw new IllegalArgumentException("Option " + option + " needs none or production, not " + value);
        };
    }

    private static Path path(String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException notAPath) {
            throw new IllegalArgumentException("Not a folder: " + value, notAPath);
        }
    }
}
