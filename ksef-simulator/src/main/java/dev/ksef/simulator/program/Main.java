package dev.ksef.simulator.program;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The simulator as a program. It prints where it listens and who may sign in, and runs until it is stopped. */
public final class Main {

    private static final int WRONG_USE = 2;

    private Main() {}

    /** Starts the simulator, or exits with code 2 and one line that says what is wrong. */
    public static void main(String... arguments) {
        start(settings -> {}, arguments);
    }

    /**
     * As {@link #main}, with settings that no argument can give.
     *
     * @param more applies them
     */
    public static void start(Consumer<SimulatorBuilder> more, String... arguments) {
        PrintStream err = utf8(System.err);
        int code = run(arguments, utf8(System.out), err, more, simulator -> closeAtTheEnd(simulator, err));
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Closes the simulator when the program is stopped, so that its state is saved. */
    private static void closeAtTheEnd(KsefSimulator simulator, PrintStream err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                simulator.close();
            } catch (UncheckedIOException notSaved) {
                err.println("ksef-simulator: " + notSaved.getMessage());
            }
        }));
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** Starts what the arguments ask for, and gives the exit code. The server's own thread keeps the program alive. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return run(arguments, out, err, settings -> {}, simulator -> {});
    }

    private static int run(
            String[] arguments,
            PrintStream out,
            PrintStream err,
            Consumer<SimulatorBuilder> more,
            Consumer<KsefSimulator> started) {
        try {
            if (arguments.length == 2 && arguments[0].equals(CommandLine.CHECK)) {
                return HealthCheck.of(new OptionValue(CommandLine.CHECK, List.of(arguments[1])).number(), err);
            }
            if (List.of(arguments).contains(CommandLine.HELP)) {
                out.println(CommandLine.help());
                return 0;
            }
            CommandLine line = CommandLine.read(arguments);
            SimulatorBuilder settings = line.settings();
            more.accept(settings);
            KsefSimulator simulator = settings.start();
            started.accept(simulator);
            announce(simulator, line.has(CommandLineOption.TLS_PORT), out);
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            err.println("ksef-simulator: " + wrong.getMessage() + " (see --help)");
            return WRONG_USE;
        }
    }

    private static void announce(KsefSimulator simulator, boolean withTls, PrintStream out) {
        out.println("KSeF simulator ready at " + simulator.baseUri());
        simulator.tokens().forEach((nip, token) -> out.println("NIP " + nip + " KSeF token " + token));
        if (withTls) {
            out.println("With TLS at " + simulator.tlsBaseUri());
        }
        out.println("Look at it at " + simulator.qrBaseUri() + "/");
    }
}
